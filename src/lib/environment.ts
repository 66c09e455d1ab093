/** Environment variables, as an entry reads them from `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>
