/**
 * A text as part of the name of a container, a Batch job or a job definition, which may have ASCII letters, digits,
 * `-` and `_` only. Names of Python may have letters of any script.
 */
export const toResourceName = (text: string): string => text.replace(/[^A-Za-z0-9_-]/g, '-')
