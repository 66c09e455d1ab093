import { createHash } from 'node:crypto'
import { getField, getList, getString, isObject } from '../lib/json.ts'
import { type ImageContent, readTexts } from './image-content.ts'

/**
 * What decides how a container of the image behaves. Labels do not, and often have the time of the build.
 */
const textFields = ['User', 'WorkingDir', 'StopSignal'] as const
const listFields = ['Entrypoint', 'Cmd'] as const

/** Variables in which `dsdt dockerize` names the commit, and the time of the build: the trigger `code` compares it. */
const commitVariable = /^PIPELINE_GIT_[A-Z_]*=/

/**
 * A hash of an image that is equal for two builds with the same layers and the same configuration, also when their
 * digests differ: it has no times, labels and commits. An engine and a registry give the same. Undefined without
 * layers.
 */
export function computeImageFingerprint({ layers, os, architecture, config }: ImageContent): string | undefined {
  if (layers.length === 0) return undefined
  const volumes = getField(config, 'Volumes')
  const parts = [
    ...[layers, os, architecture],
    ...textFields.map((name) => getString(config, name) ?? ''),
    ...listFields.map((name) => getList(config, name)),
    readTexts(config, 'Env')
      .filter((line) => !commitVariable.test(line))
      .toSorted(),
    isObject(volumes) ? Object.keys(volumes).toSorted() : [],
  ]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}
