import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { runDocker } from './docker.ts'
import { startMoto } from './moto.ts'
import { root } from './process.ts'
import { type JobResult, runWorkflow, type WorkflowOptions } from './workflow.ts'

/** A file that the README asks its reader to copy: its path here, and its path in the reader's repository. */
export interface CopiedFile {
  readonly from: string
  readonly to: string
}

/** The files of the `curl` commands in the README. */
export async function readCopiedFiles(): Promise<readonly CopiedFile[]> {
  const readme = await readFile(join(root, 'README.md'), 'utf8')
  const commands = readme.matchAll(
    /^curl .*--output (\S+) \\?\s*https:\/\/raw\.githubusercontent\.com\/disdat\/run-action\/v1\/(\S+)$/gm,
  )
  return [...commands].map(([, to = '', from = '']) => ({ from, to }))
}

/** The image that the workflow builds. */
const image = 'orders'

/** The line of the Dockerfile with its base image, and the test-bed's line: no registry answers here. */
const baseLine = 'ARG BASE=python:3.11-slim\n'
const localBaseLine = 'ARG BASE=disdat-run-action/python:3.11\n'

/**
 * Runs first-run.yml in a repository that has only the files in the README. The base image and the S3 server, which
 * come from a registry, are those of the test-bed. Removes the image at the end.
 */
export async function playFirstRun(
  files: readonly CopiedFile[],
  options: Pick<WorkflowOptions, 'dist' | 'onLine'> = {},
): Promise<JobResult | undefined> {
  const repository = await mkdtemp(join(tmpdir(), 'first-run-'))
  try {
    for (const { from, to } of files) {
      await mkdir(dirname(join(repository, to)), { recursive: true })
      await cp(join(root, from), join(repository, to))
    }
    const jobs = await runWorkflow({
      file: join(repository, '.github/workflows/first-run.yml'),
      event: { name: 'workflow_dispatch' },
      env: { AWS_EC2_METADATA_DISABLED: 'true', NO_PROXY: '127.0.0.1,localhost' },
      token: 'ghs_0123456789abcdefghijABCDEFGHIJ012345',
      services: { 'motoserver/moto': startS3 },
      doubles: {
        'actions/checkout': async ({ with: { repository: other, path = '.' }, workspace }) => {
          if (other === 'disdat/run-action') {
            await cp(join(root, 'examples'), join(workspace, path, 'examples'), { recursive: true })
          } else {
            await cp(repository, join(workspace, path), { recursive: true })
            await replaceBase(join(workspace, path, 'Dockerfile'))
          }
          return {}
        },
      },
      ...options,
    })
    return jobs['daily-orders']
  } finally {
    await runDocker(['rmi', image])
    await rm(repository, { recursive: true, force: true })
  }
}

/** Starts the S3 server of the workflows that have one as a service container. */
export async function startS3() {
  const moto = await startMoto()
  return {
    env: { AWS_ENDPOINT_URL: moto.endpoint },
    [Symbol.asyncDispose]: () => moto[Symbol.asyncDispose](),
  }
}

/** Builds an image of the example on the base image of the test-bed. */
export async function replaceBase(dockerfile: string): Promise<void> {
  const text = await readFile(dockerfile, 'utf8')
  if (!text.includes(baseLine)) throw new Error(`the Dockerfile has no line ${baseLine}`)
  await writeFile(dockerfile, text.replace(baseLine, localBaseLine))
}
