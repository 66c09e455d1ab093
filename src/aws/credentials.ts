/** Keys of AWS, long-lived (no session token) or temporary. */
export type Credentials = {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
  readonly expiration?: Date
}

/** A region and the credentials of a user or role. Ask for credentials at each use: they may have been renewed. */
export interface Identity {
  readonly region: string
  /**
   * Throws Failure `access-denied` when there are none. Every secret has been passed to `onSecret` before.
   * `refused` are credentials that AWS rejected as expired, even if their own expiration is later: new ones replace
   * them where that is possible.
   */
  credentials(refused?: Credentials): Promise<Credentials>
}

/** The account and the user or role of credentials, as STS reports them. */
export interface Account {
  /** 12 digits. */
  readonly account: string
  readonly arn: string
  /** `aws`, `aws-cn`, `aws-us-gov`, … */
  readonly partition: string
}

/** The identity of a step. */
export interface StepIdentity extends Identity {
  /** Calls STS once. Throws Failure `access-denied`, `throttled`, `remote-unreachable`. */
  getAccount(): Promise<Account>
  /**
   * A session of the same role under a session policy, which renews itself too; undefined when the step assumes no
   * role. `durationSeconds` is limited to an hour when the role was assumed with AWS credentials.
   */
  createPipeIdentity(policy: string, options?: { readonly durationSeconds?: number }): Promise<Identity | undefined>
}
