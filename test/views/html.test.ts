import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeHtml, html, trusted } from '../../src/views/html.ts';
import { isMailable, isolate, webAddress } from '../../src/views/text.ts';

describe('somebody else’s text', () => {
  test('never becomes markup, in an element or in an attribute', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        return !/[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/.test(escapeHtml(text));
      }),
    );
  });

  test('is shown as it was written, but for what must not be shown', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const shown = escapeHtml(text)
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&quot;', '"')
          .replaceAll('&#39;', "'")
          .replaceAll('&amp;', '&');
        expect(shown).toBe(text);
      }),
    );
    expect(escapeHtml('a\u0000b\u202ec\u2067d\ne')).toBe('abcd\ne');
  });

  test('keeps its place in a template', () => {
    const name = '<b>';
    expect(html`<p title="${name}">${name}${trusted('<i>')}${[html`${name}`, html`&`]}${null}</p>`.text).toBe(
      '<p title="&lt;b&gt;">&lt;b&gt;<i>&lt;b&gt;&</p>',
    );
  });

  test('keeps its line breaks, and those of a sentence, while one between tags or values is no space', () => {
    const name = ' a\n b ';
    const list = html`
      <ul>
        <li>
          ${name}
          <b>of two
            lines</b>
        </li>
        ${[html`<li></li>`]}
      </ul>
    `;
    expect(list.text).toBe('<ul><li> a\n b <b>of two\n            lines</b></li><li></li></ul>');
    expect(html`<b>x</b> <i>${name}</i> ${name}`.text).toBe('<b>x</b> <i> a\n b </i>  a\n b ');
  });

  test('in another direction cannot reorder the sentence around it', () => {
    expect(isolate('Northwind')).toBe('Northwind');
    expect(isolate('שלום')).toBe('\u2068שלום\u2069');
    expect(isolate('a\u202eb\u2069\u2066c')).toBe('\u2068abc\u2069');
  });
});

describe('a link from a merchant', () => {
  test.each([
    ['https://northwind.example', 'https://northwind.example/'],
    ['HTTP://northwind.example/a?b=1&c', 'http://northwind.example/a?b=1&c'],
  ])('%s is kept', (given, kept) => {
    expect(webAddress(given)).toBe(kept);
  });

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    '//northwind.example',
    '/path',
    ' https://x',
    'https://',
    'https:\\x',
    '',
  ])('%j is not', (given) => {
    expect(webAddress(given)).toBeNull();
  });

  test('an email address that could carry headers is not made a link', () => {
    expect(isMailable('billing@northwind.example')).toBe(true);
    for (const address of ['a@b?bcc=c@d', 'a@b&x', 'a b@c', 'a@b%0ac', 'a', '<a@b>', 'a@b,c@d']) {
      expect(isMailable(address)).toBe(false);
    }
  });
});
