import type { Usage } from './prices.ts';
import type { Counts } from './worker.ts';

/** A message is written, read and deleted. */
const OPERATIONS_A_MESSAGE = 3;

export const NOTHING: Usage = { requests: 0, cpuMs: 0, rowsRead: 0, rowsWritten: 0, queueOperations: 0 };

/** What was counted, as it is billed: the queue's and cron's invocations are taken for requests, too. */
export const usageOf = (counts: Counts, cpuMs: number): Usage => ({
  requests: counts.requests + counts.batches + counts.ticks,
  cpuMs,
  rowsRead: counts.rowsRead,
  rowsWritten: counts.rowsWritten,
  queueOperations: counts.messages * OPERATIONS_A_MESSAGE,
});

export const sum = (one: Usage, other: Usage): Usage => ({
  requests: one.requests + other.requests,
  cpuMs: one.cpuMs + other.cpuMs,
  rowsRead: one.rowsRead + other.rowsRead,
  rowsWritten: one.rowsWritten + other.rowsWritten,
  queueOperations: one.queueOperations + other.queueOperations,
});

export const scaled = (usage: Usage, by: number): Usage => ({
  requests: usage.requests * by,
  cpuMs: usage.cpuMs * by,
  rowsRead: usage.rowsRead * by,
  rowsWritten: usage.rowsWritten * by,
  queueOperations: usage.queueOperations * by,
});

/** What one has more than the other. */
export const beyond = (one: Usage, other: Usage): Usage => ({
  requests: Math.max(0, one.requests - other.requests),
  cpuMs: Math.max(0, one.cpuMs - other.cpuMs),
  rowsRead: Math.max(0, one.rowsRead - other.rowsRead),
  rowsWritten: Math.max(0, one.rowsWritten - other.rowsWritten),
  queueOperations: Math.max(0, one.queueOperations - other.queueOperations),
});
