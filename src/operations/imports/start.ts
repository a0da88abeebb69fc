import { deleteImport, insertImport, moveImport, storeLines } from '../../db/writes/customer-imports.ts';
import { CsvProblem, type Separator } from '../../domain/csv/read.ts';
import type { ImportKind } from '../../domain/imports/states.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import { type Context, newId } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { NotDecodable } from './decode.ts';
import { linesOf } from './lines-of.ts';
import { MINUTE_MS, wakeImport } from './sweep-imports.ts';

type Ask = {
  readonly kind: ImportKind;
  readonly file: ReadableStream<Uint8Array>;
  readonly fileName: string | null;
  /** Null where the first line says it. */
  readonly separator: Separator | null;
  readonly by: string;
};

/**
 * Stores the lines of a file, of which no more than a piece is held at a time, and begins to compare them: what
 * each would change is shown before anything is changed. Rejects with `invalid`, by line and column, for what is no such
 * file; then nothing of it is kept.
 */
export async function startImport(
  ctx: Context,
  { scope, kind, file, fileName, separator, by }: Scoped<Ask>,
): Promise<Outcome<{ readonly importId: string }>> {
  const importId = newId(ctx, 'imp');
  const at = ctx.now();
  // Whatever cuts this off, an hour later it is deleted.
  await insertImport(ctx.db, {
    id: importId,
    ...scope,
    kind,
    state: 'reading',
    fileName,
    startedBy: by,
    createdAt: at,
    dueAt: at + 60 * MINUTE_MS,
  });
  try {
    let lines = 0;
    for await (const some of linesOf(file, separator, kind)) {
      await storeLines(ctx.db, importId, some);
      lines += some.length;
    }
    if (lines === 0) throw new CsvProblem(2, 1, 'The file has no line below its headings.');
    await moveImport(ctx.db, importId, ['reading'], { state: 'checking', lines, dueAt: ctx.now() });
  } catch (error) {
    await deleteImport(ctx.db, importId);
    if (error instanceof CsvProblem)
      return wrong(`line ${error.line}, column ${error.column}`, error.message);
    if (error instanceof NotDecodable) {
      return wrong('file', 'The file is neither UTF-8 nor UTF-16. Save it as “CSV UTF-8”.');
    }
    throw error;
  }
  await wakeImport(ctx, importId);
  return done({ importId });
}

const wrong = (path: string, message: string) => refused({ code: 'invalid', problems: [{ path, message }] });
