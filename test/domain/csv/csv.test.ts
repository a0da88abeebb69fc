import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvProblem, CsvReader, type Separator, separatorOf } from '../../../src/domain/csv/read.ts';
import { csvLine, defused, restored } from '../../../src/domain/csv/write.ts';

const read = (text: string, separator: Separator = ',', piece = 7) => {
  const reader = new CsvReader(separator);
  const rows = [];
  for (let at = 0; at < text.length; at += piece) rows.push(...reader.push(text.slice(at, at + piece)));
  return [...rows, ...reader.end()];
};
const problem = (text: string) => {
  try {
    read(text);
  } catch (error) {
    if (error instanceof CsvProblem) return [error.line, error.column, error.message] as const;
    throw error;
  }
  return null;
};

describe('CSV', () => {
  it('is read as it was written, in pieces of whatever length, and no cell is a formula on the way', () => {
    const cell = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '=1+1',
        "'=1",
        ' =1',
        '\n=1',
        "x;=1;'@",
        '\t\t=1',
        '\r\n \n=1',
        '+44 20',
        '-',
        '@a',
        'a"b',
        'a\r\nb',
        ' x ',
      ),
    );
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 9 }), (table, piece) => {
        const text = table.map(csvLine).join('');
        const found = read(text, ',', piece);
        expect(found.map(({ cells }) => cells.map(restored))).toEqual(table);
        for (const { cells } of found) for (const each of cells) expect(each).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });

  it('has line breaks, separators and quotes within quotes, and counts the lines of the file', () => {
    expect(read('a;b\r\n"x\ny";"say ""hi"""\r\n\rlast;', ';')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['x\ny', 'say "hi"'] },
      { line: 4, cells: [''] },
      { line: 5, cells: ['last', ''] },
    ]);
    expect(read('')).toEqual([]);
    expect(read('a,b')).toEqual([{ line: 1, cells: ['a', 'b'] }]);
  });

  it('that is none is told by line and column', () => {
    expect(problem('a,b\nc,"d')).toEqual([2, 2, 'A quotation mark opens a cell and none closes it.']);
    expect(problem('a,b\n"c"d,e')).toEqual([
      2,
      1,
      'After the quotation mark that closes a cell comes more text.',
    ]);
    expect(problem(`a\nb,${'x'.repeat(5001)}`)).toEqual([2, 2, 'This cell has more than 5000 characters.']);
    expect(problem(','.repeat(101))).toEqual([1, 101, 'There are more than 100 columns.']);
  });

  it('has the separator of its first line, where that is clear', () => {
    expect(separatorOf('name,email')).toBe(',');
    expect(separatorOf('"last, first";email')).toBe(';');
    expect(separatorOf('name\temail')).toBe('\t');
    expect(separatorOf('name;a,b')).toBeNull();
    expect(separatorOf('name')).toBeNull();
  });
});

describe('a formula', () => {
  it.each(['=1', '+1', '-1', '@x', '\tx', "'=1"])('is defused and restored: %j', (text) => {
    expect(defused(text)).toBe(`'${text}`);
    expect(restored(defused(text))).toBe(text);
  });

  it.each([
    [' =1', "' =1"],
    ['\n=1', "'\n'=1"],
    ['\uff1d1', "'\uff1d1"],
    ['Smith; =1', "Smith;' =1"],
    ['Smith;\n@x', "Smith;\n'@x"],
  ])('is defused wherever a spreadsheet finds one, and restored: %j', (text, safe) => {
    expect(defused(text)).toBe(safe);
    expect(restored(safe)).toBe(text);
  });

  it.each(["'quoted'", 'a=b', "O'Neil", ''])('is not what is none: %j', (text) => {
    expect(defused(text)).toBe(text);
    expect(restored(text)).toBe(text);
  });
});
