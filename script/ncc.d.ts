/** The part of @vercel/ncc that script/build.ts uses; the package brings no types. */
declare module '@vercel/ncc' {
  interface Options {
    readonly filename: string
    readonly cache: false
    readonly quiet: boolean
    readonly license: string
    readonly target: string
    readonly mainFields: readonly string[]
  }
  interface Module {
    readonly id?: number | string | null
    readonly nameForCondition?: string | null
  }
  interface Stats {
    toJson(options: Readonly<Record<string, boolean | number>>): { readonly modules: readonly Module[] }
  }
  interface Output {
    readonly code: string
    readonly assets: Readonly<Record<string, { readonly source: string | Buffer }>>
    readonly stats: Stats
  }
  export default function ncc(entry: string, options: Options): Promise<Output>
}
