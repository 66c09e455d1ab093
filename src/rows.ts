import { parentPort } from 'node:worker_threads'
import { serveRowTasks } from './compare/rows/serve-row-tasks.ts'

/** The entry of a thread that compares rows. */
if (parentPort) serveRowTasks(parentPort)
