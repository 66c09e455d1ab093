/**
 * Escapes a text for an ARN or a condition of an IAM policy of version `2012-10-17`, so that it stands for itself: `*`
 * and `?` would be wildcards, and `$` would begin a variable. An escaped character takes four characters. IAM allows it
 * only after the fifth colon of an ARN
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html).
 */
export function escapePattern(text: string): string {
  return text.replace(/[*?$]/g, (character) => `\${${character}}`)
}
