import { describe, expect, it } from 'vitest';
import { unwritableIn } from '../../../src/domain/document/writable.ts';

describe('what a PDF can show', () => {
  it.each([
    'Zażółć Übergröße Ωμέγα Ґедзь Việt',
    'شركة الأمل',
    'חברת האור',
    '주식회사',
    '广东省 臺灣 株式会社 髙橋',
    'राजेन्द्र',
    'จำกัด',
    'თბილისი',
    'Երևան',
    'Acme 😀 👨‍👩‍👧 🇩🇪',
    'line\nbreak\ttab\u202e\u200b\ufeff\u00a0',
  ])('is %s', (text) => {
    expect(unwritableIn(text)).toEqual([]);
  });

  it('is not what no font has, each sign named once', () => {
    expect(unwritableIn('Zed \u{13000}\u{13000} ᠮ Ltd')).toEqual(['\u{13000}', 'ᠮ']);
    expect(unwritableIn('half \ud83d a pair')).toEqual(['\ufffd']);
  });
});
