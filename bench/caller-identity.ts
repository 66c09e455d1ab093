import { Page } from '../test/testbed/batch-wire.ts'

/** The response of STS to GetCallerIdentity, whose name is in the body of the request. */
export const callerIdentity = new Page(
  200,
  `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
    <Arn>arn:aws:iam::123456789012:user/bench</Arn><UserId>AIDAEXAMPLE</UserId><Account>123456789012</Account>
  </GetCallerIdentityResult></GetCallerIdentityResponse>`,
)
