/** Table → how many rows. */
export type RowCounts = Readonly<Record<string, number>>;

/** The first line of a backup. */
export interface BackupHeader {
  readonly format: 1;
  /** When its export was taken, ISO 8601. */
  readonly madeAt: string;
  /** Which database it is of: `local` or `remote`, with the environment's name. */
  readonly from: string;
  /** The newest migration that was applied. */
  readonly schema: string | null;
}

/** The last line: the SHA-256 of every byte before it, and how many rows each table has. */
export interface BackupEnd {
  readonly sha256: string;
  readonly rows: RowCounts;
}

const HEADER = '-- Quittance backup ';
const END = '-- End of backup ';

export const headerLine = (header: BackupHeader): string => HEADER + JSON.stringify(header);
export const endLine = (end: BackupEnd): string => END + JSON.stringify(end);

/** The header in a line, or null where it is none of ours. */
export function readHeader(line: string): BackupHeader | null {
  const parsed = jsonAfter(HEADER, line);
  return parsed?.format === 1
    ? {
        format: 1,
        madeAt: String(parsed.madeAt),
        from: String(parsed.from),
        schema: typeof parsed.schema === 'string' ? parsed.schema : null,
      }
    : null;
}

/** The end in a line, or null where it is none. */
export function readEnd(line: string): BackupEnd | null {
  const parsed = jsonAfter(END, line);
  if (typeof parsed?.sha256 !== 'string' || typeof parsed.rows !== 'object' || parsed.rows === null)
    return null;
  return {
    sha256: parsed.sha256,
    rows: Object.fromEntries(Object.entries(parsed.rows).map(([table, count]) => [table, Number(count)])),
  };
}

function jsonAfter(front: string, line: string): Readonly<Record<string, unknown>> | null {
  if (!line.startsWith(front)) return null;
  try {
    const parsed: unknown = JSON.parse(line.slice(front.length));
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : null;
  } catch {
    return null;
  }
}
