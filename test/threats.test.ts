import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Every row of docs/THREATS.md that names a test: the threat, the file, and the words of the test's title. */
const rows = readFileSync('docs/THREATS.md', 'utf8')
  .split('\n')
  .flatMap((line) => {
    const cells = line.split('|').map((cell) => cell.trim());
    const [, file, title] = /^`(test\/[\w/.-]+)`: (.+)$/.exec(cells[3] ?? '') ?? [];
    return file === undefined || title === undefined ? [] : [[cells[1] ?? '', file, title] as const];
  });

describe('each threat that is written down', () => {
  it('names its test', () => {
    const table =
      readFileSync('docs/THREATS.md', 'utf8').split('## What stops whom')[1]?.split('\n## ')[0] ?? '';
    const threats = table
      .split('\n')
      .filter((line) => /^\| [a-z]/.test(line) && !line.startsWith('| threat'));
    expect(rows).toHaveLength(threats.length);
    expect(rows.length).toBeGreaterThan(10);
  });

  it.each(rows)('%s is held by a test that is there', (_, file, title) => {
    expect(existsSync(file)).toBe(true);
    expect(readFileSync(file, 'utf8')).toContain(title);
  });
});
