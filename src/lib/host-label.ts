const label = /^(?!-)[A-Za-z0-9-]{1,63}(?<!-)$/

/** Whether a text can be one label of a host name, as the AWS SDK requires of a region. */
export const isHostLabel = (text: string): boolean => label.test(text)
