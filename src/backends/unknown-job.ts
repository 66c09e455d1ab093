import { Failure } from '../errors.ts'

/** The request for a job has no response, and the job was not found: it may exist. Post looks for it. */
export class UnknownJobError extends Failure {}
