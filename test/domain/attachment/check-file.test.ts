import { describe, expect, it } from 'vitest';
import { checkFile } from '../../../src/domain/attachment/check-file.ts';
import { docx, jpeg, openDocument, pdf, png, text, xlsx, zip } from '../../support/attached-files.ts';

const check = (name: string, bytes: Uint8Array, declaredType: string | null = null) => {
  const checked = checkFile({ name, bytes, declaredType });
  return checked.kind === 'ok' ? checked.file : checked.problems[0]?.message;
};
const OFFICE = 'application/vnd.openxmlformats-officedocument';

describe('a file that goes with an invoice', () => {
  it.each([
    ['Zeitnachweis März.pdf', pdf(), 'application/pdf'],
    ['scan.PNG', png(), 'image/png'],
    ['photo.jpg', jpeg(), 'image/jpeg'],
    ['photo.jpeg', jpeg(), 'image/jpeg'],
    ['hours.csv', text('day,hours\r\n2026-11-02,"7,5"\n'), 'text/csv'],
    ['hours with a mark.csv', text('\ufeffTag;Stunden\n'), 'text/csv'],
    ['MZ.csv', text('MZ;Stunden\n'), 'text/csv'],
    ['作業報告書.txt', text('十一月分の作業報告\n'), 'text/plain'],
    [
      'hours.xlsx',
      xlsx({ name: 'xl/printerSettings/printerSettings1.bin' }),
      `${OFFICE}.spreadsheetml.sheet`,
    ],
    ['report.docx', docx({ name: 'word/media/image1.svg' }), `${OFFICE}.wordprocessingml.document`],
    ['report.odt', openDocument('text'), 'application/vnd.oasis.opendocument.text'],
    ['hours.ods', openDocument('spreadsheet'), 'application/vnd.oasis.opendocument.spreadsheet'],
  ])('%s may', (name, bytes, mediaType) => {
    expect(check(name, bytes)).toMatchObject({ name, mediaType });
    expect(check(name, bytes, mediaType)).toMatchObject({ mediaType });
    expect(check(name, bytes, `${mediaType}; charset=utf-8`)).toMatchObject({ mediaType });
    expect(check(name, bytes, 'application/octet-stream')).toMatchObject({ mediaType });
  });

  it.each([
    ['', pdf(), 'Give the file a name'],
    ['timesheet', pdf(), 'has to end in what the file is'],
    ['tool.exe', text('MZ'), 'has to end in what the file is'],
    ['page.html', text('<p>'), 'has to end in what the file is'],
    ['logo.svg', text('<svg/>'), 'has to end in what the file is'],
    ['files.zip', zip([{ name: 'a.pdf' }]), 'has to end in what the file is'],
    ['../../etc/passwd.txt', text('a'), 'without folders'],
    ['C:\\temp\\a.txt', text('a'), 'without folders'],
    ['invoice_\u202efdp.exe.pdf', pdf(), 'turns the direction of writing'],
    ['in\u200bvoice.pdf', pdf(), 'cannot be seen'],
    ['a\r\nSet-Cookie: b.pdf', pdf(), 'control character'],
    ['a\tb.pdf', pdf(), 'tab'],
    ['a\u0000.pdf', pdf(), 'control character'],
    ['what?.pdf', pdf(), 'some computers cannot save it'],
    ['.pdf', pdf(), 'begins or ends with a dot'],
    ['con.pdf', pdf(), 'Windows keeps for itself'],
    [`${'x'.repeat(296)}.pdf`, pdf(), 'has 300 characters: shorten it to 120'],
    ['half\ud800.pdf', pdf(), 'half a character'],
  ])('%s may not, by its name', (name, bytes, says) => {
    expect(check(name, bytes)).toContain(says);
  });

  it.each([
    ['a.pdf', text('<!DOCTYPE html><script>alert(1)</script>'), 'looks like HTML, SVG or XML'],
    ['a.pdf', text('  \n<svg onload="alert(1)"/>'), 'looks like HTML, SVG or XML'],
    ['a.pdf', text('GIF89a'), 'looks like a GIF picture'],
    ['a.pdf', png(), 'looks like a PNG picture'],
    ['a.pdf', text('hello'), 'the content is something else'],
    // Something in front of a PDF would make it two things at once.
    ['a.pdf', Uint8Array.from([...text('<html>'), ...pdf()]), 'looks like HTML'],
    ['a.pdf', pdf().subarray(0, 60), 'cut off'],
    ['a.png', jpeg(), 'looks like a JPEG picture'],
    ['a.png', png().subarray(0, 50), 'cut off'],
    ['a.png', Uint8Array.from([...png(), ...text('<script>')]), 'behind its end'],
    ['a.jpg', jpeg().subarray(0, 8), 'cut off'],
    ['a.csv', text('<html><body>'), 'looks like HTML'],
    ['a.txt', text('#!/bin/sh\nrm -rf /'), 'looks like a script'],
    ['a.pdf', Uint8Array.from([0x4d, 0x5a, 0x90, 0x00, 0x03]), 'looks like a program'],
    ['a.csv', Uint8Array.from([0x54, 0xfc, 0x72]), 'not in UTF-8'],
    ['a.csv', Uint8Array.from([0xff, 0xfe, 0x61, 0x00]), 'not in UTF-8'],
    ['a.txt', Uint8Array.from([0xed, 0xa0, 0x80]), 'not in UTF-8'],
    ['a.txt', Uint8Array.from([0xc0, 0xaf]), 'not in UTF-8'],
    ['a.txt', Uint8Array.from([0xf4, 0x90, 0x80, 0x80]), 'not in UTF-8'],
    ['a.txt', Uint8Array.from([0x61, 0xe2, 0x82]), 'not in UTF-8'],
    ['a.txt', text('bell \u0007'), 'control characters'],
    ['a.txt', text('next \u009b31m'), 'control characters'],
    ['a.txt', new Uint8Array(), 'is empty'],
    ['a.pdf', new Uint8Array(10_000_001), 'has 10.1 MB: at most 10 MB'],
    ['a.pdf', new Uint8Array(26_000_000), 'has 26 MB: at most 10 MB'],
  ])('%s may not, by its content (%#)', (name, bytes, says) => {
    expect(check(name, bytes)).toContain(says);
  });

  it.each([
    ['/Encrypt 5 0 R', 'is encrypted'],
    ['/OpenAction<</S/JavaScript/JS(app.alert)>>', 'contains JavaScript'],
    ['/OpenAction<</S/J#61va#53cript>>', 'contains JavaScript'],
    ['/OpenAction<</S /Launch/F(cmd.exe)>>', 'starts a program'],
  ])('a PDF with %s may not', (more, says) => {
    expect(check('a.pdf', pdf(more))).toContain(says);
  });

  it('a PDF may have names that only begin or end alike', () => {
    expect(check('a.pdf', pdf('/EncryptMetadata true/NoJavaScript 1/LaunchPad 2/#'))).toMatchObject({
      name: 'a.pdf',
    });
  });

  it.each([
    ['macros', xlsx({ name: 'xl/vbaProject.bin' }), 'contains macros'],
    ['macros under another name', xlsx({ name: 'xl/other.bin' }), 'contains macros'],
    ['old macros', xlsx({ name: 'xl/macrosheets/sheet1.xml' }), 'contains macros'],
    ['ActiveX', xlsx({ name: 'xl/activeX/activeX1.xml' }), 'contains macros'],
    ['a program inside', xlsx({ name: 'xl/embeddings/tool.EXE' }), 'contains macros'],
    ['a password', xlsx({ name: 'xl/sheet1.xml', flags: 1 }), 'protected by a password'],
    ['a way out', xlsx({ name: '../../../startup.xml' }), 'is broken'],
    ['a part twice', xlsx({ name: 'xl/workbook.xml' }), 'is broken'],
    [
      'a bomb inside',
      xlsx({ name: 'xl/sheet1.xml', says: 4_000_000_000 }),
      'would unpack to more than 250 MB',
    ],
    [
      'very many parts',
      xlsx(...Array.from({ length: 5_001 }, (_, at) => ({ name: `xl/${at}.xml` }))),
      'would unpack',
    ],
    ['its end missing', xlsx().subarray(0, 100), 'is broken'],
    ['something behind its end', Uint8Array.from([...xlsx(), 1]), 'is broken'],
    ['nothing of a sheet', zip([{ name: 'readme.txt', content: 'hi' }]), 'looks like a zip file'],
    ['a document instead', docx(), 'looks like a zip file'],
    [
      'the older form',
      Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      'an older office document',
    ],
  ])('a sheet with %s may not', (_, bytes, says) => {
    expect(check('a.xlsx', bytes)).toContain(says);
  });

  it('an OpenDocument is what it says first', () => {
    expect(check('a.ods', openDocument('text'))).toContain('looks like a zip file');
    expect(check('a.odt', openDocument('text', { name: 'Basic/Standard/Module1.xml' }))).toContain(
      'contains macros',
    );
    expect(check('a.odt', zip([{ name: 'content.xml' }]))).toContain('looks like a zip file');
  });

  it('may end in a comment, as a zip does', () => {
    const parts = [{ name: '[Content_Types].xml' }, { name: 'xl/workbook.xml' }];
    expect(check('a.xlsx', zip(parts, 'made by hand'))).toMatchObject({ name: 'a.xlsx' });
  });

  it('is not what its sender says, where the name says another', () => {
    expect(check('a.pdf', pdf(), 'text/html')).toBe(
      'It says text/html, and the name ends in .pdf, which is application/pdf.',
    );
  });

  it('has a name in one spelling', () => {
    expect(check(' Bu\u0308ro.pdf ', pdf())).toMatchObject({ name: 'B\u00fcro.pdf' });
  });
});
