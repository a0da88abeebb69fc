import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { DatabaseSync } from 'node:sqlite';
import { statementsOf } from '../database/statements.ts';
import { type BackupEnd, type BackupHeader, readEnd, readHeader } from './format.ts';

export type Backup = BackupHeader & BackupEnd;

const LAST_BYTES = 65_536;

/** Checks a backup as a whole before anything is done with it: one that was cut off or edited is an error that says so. */
export async function checkBackup(file: string): Promise<Backup> {
  const handle = await open(file, 'r').catch(() => {
    throw new Error(`${file} can't be read.`);
  });
  try {
    const header = readHeader(await firstLine(handle));
    if (header === null) throw new Error(`${file} is no backup of this program's.`);
    const { size } = await handle.stat();
    const { line, start } = await lastLine(handle, size);
    const end = readEnd(line);
    if (end === null) throw new Error(`${file} was cut off: its last line is missing.`);
    if ((await sha256(file, start)) !== end.sha256)
      throw new Error(`${file} was changed after it was made: its checksum is another.`);
    return { ...header, ...end };
  } finally {
    await handle.close();
  }
}

/** Puts a backup, or D1's own export, into an empty database on this machine: as a whole or not at all. */
export async function loadStatements(db: DatabaseSync, file: string): Promise<void> {
  db.exec('PRAGMA foreign_keys = OFF; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN');
  for await (const statement of statementsOf(createReadStream(file, 'utf8'))) {
    // SQLite counts by itself; the table that it counts in is there once it is needed.
    if (!/^(?:DELETE FROM|INSERT INTO) "?sqlite_sequence"?|^PRAGMA /i.test(statement)) db.exec(statement);
  }
  db.exec('COMMIT');
}

async function firstLine(handle: FileHandle): Promise<string> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, 0);
  return buffer.toString('utf8', 0, bytesRead).split('\n', 1)[0] ?? '';
}

async function lastLine(
  handle: FileHandle,
  size: number,
): Promise<{ readonly line: string; readonly start: number }> {
  const from = Math.max(0, size - LAST_BYTES);
  const { buffer } = await handle.read(Buffer.alloc(size - from), 0, size - from, from);
  const end = buffer.lastIndexOf(10);
  // A whole backup ends with a line break.
  if (end !== buffer.length - 1) return { line: '', start: size };
  const start = buffer.lastIndexOf(10, end - 1) + 1;
  return { line: buffer.toString('utf8', start, end), start: from + start };
}

async function sha256(file: string, bytes: number): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { end: bytes - 1 })) hash.update(chunk);
  return hash.digest('hex');
}
