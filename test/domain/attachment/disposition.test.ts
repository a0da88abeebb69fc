import { describe, expect, it } from 'vitest';
import { attachmentDisposition } from '../../../src/domain/attachment/disposition.ts';

describe('the name that a browser saves a file under', () => {
  it.each([
    ['timesheet.pdf', 'attachment; filename="timesheet.pdf"'],
    [
      "Büro (neu) d'été*.pdf",
      "attachment; filename=\"B_ro (neu) d'_t_*.pdf\"; filename*=UTF-8''B%C3%BCro%20%28neu%29%20d%27%C3%A9t%C3%A9%2A.pdf",
    ],
    ['作業.csv', 'attachment; filename="__.csv"; filename*=UTF-8\'\'%E4%BD%9C%E6%A5%AD.csv'],
    ['تقرير.pdf', 'attachment; filename="_____.pdf"; filename*=UTF-8\'\'%D8%AA%D9%82%D8%B1%D9%8A%D8%B1.pdf'],
    ['a"b\\c%41.txt', 'attachment; filename="a_b_c_41.txt"; filename*=UTF-8\'\'a%22b%5Cc%2541.txt'],
    ['a\r\nX: y.txt', 'attachment; filename="a__X: y.txt"; filename*=UTF-8\'\'a%0D%0AX%3A%20y.txt'],
  ])('%s', (name, header) => {
    expect(attachmentDisposition(name)).toBe(header);
    // A header that fetch takes.
    expect(new Headers({ 'Content-Disposition': header }).get('Content-Disposition')).toBe(header);
  });
});
