import { makeImageWithPipes, type OwnImage } from './images.ts'

const pipe = `
import luigi
from disdatluigi.pipe import PipeTask


class Priced(PipeTask):
    day = luigi.Parameter()

    def pipe_requires(self):
        self.add_external_dependency("prices", None, {}, human_name="prices")

    def pipe_run(self, prices=None):
        return self.day
`

/** An image with a pipe that reads the newest bundle `prices`, which no input names. */
export const makePricedImage = (instructions: readonly string[] = []): Promise<OwnImage> =>
  makeImageWithPipes('priced', pipe, instructions)

/** The inputs of a step that makes the priced orders of a day. */
export const pricedInputs = {
  'pipe-class': 'pipelines.priced.Priced',
  params: 'day: 2026-01-05',
  'output-bundle': 'priced_orders',
  'pull-output': 'false',
} as const
