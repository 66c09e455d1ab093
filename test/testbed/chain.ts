import { makeImageWithPipes, type OwnImage } from './images.ts'

const pipes = `
import os
import socket

import luigi
from disdatluigi.pipe import PipeTask


def wait():
    if "LATCH" in os.environ:
        host, port = os.environ["LATCH"].split(":")
        with socket.create_connection((host, int(port))) as connection:
            connection.recv(1)


class Clean(PipeTask):
    day = luigi.Parameter()

    def pipe_run(self):
        print(f"cleaning {self.day}", flush=True)
        wait()
        if self.day[5:] == os.environ.get("BROKEN_DAY"):
            raise ValueError(f"no orders on {self.day}")
        return self.day


class Daily(PipeTask):
    day = luigi.Parameter()
    orders = luigi.Parameter()

    def pipe_run(self):
        wait()
        return self.orders


class Report(PipeTask):
    def pipe_run(self):
        wait()
        return "report"
`

/** An image with a chain of pipes. Each waits for the latch at LATCH; `Clean` fails for BROKEN_DAY, such as `07-05`. */
export const makeChainImage = (): Promise<OwnImage> => makeImageWithPipes('chain', pipes)

/** The days of a backfill. */
export const twelveDays: readonly string[] = Array.from(
  { length: 12 },
  (_, index) => `2026-07-${String(index + 1).padStart(2, '0')}`,
)

/** The runs of the chain for these days, and a report over all of them. */
export const writeChain = (days: readonly string[]): string => `
clean:
  pipe-class: pipelines.chain.Clean
  output-bundle: orders.clean
  each: { day: ${days[0]}..${days.at(-1)} }
daily:
  pipe-class: pipelines.chain.Daily
  needs: clean
  input-bundle: clean
  input-param: orders
  output-bundle: orders.daily
  each: { day: clean }
report:
  pipe-class: pipelines.chain.Report
  needs: daily
  output-bundle: orders.report
`
