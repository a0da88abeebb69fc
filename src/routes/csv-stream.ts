import { type Cell, csvLine } from '../domain/csv/write.ts';

/** Says that it is UTF-8: spreadsheets take CSV for something else without it. */
const BYTE_ORDER_MARK = '\ufeff';

/** CSV of a header and pages of rows, made as fast as it is read, whatever its length. */
export function csvStream<T>(
  header: readonly string[],
  pages: AsyncGenerator<readonly T[]>,
  cells: (row: T) => readonly Cell[],
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(BYTE_ORDER_MARK + csvLine(header))),
    pull: async (controller) => {
      // A stream that is given nothing is not asked again: an empty page is gone past.
      for (;;) {
        const { done, value } = await pages.next();
        if (done === true) return controller.close();
        if (value.length === 0) continue;
        return controller.enqueue(encoder.encode(value.map((row) => csvLine(cells(row))).join('')));
      }
    },
    cancel: async () => {
      await pages.return(undefined);
    },
  });
}
