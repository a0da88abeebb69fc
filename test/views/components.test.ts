import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Lead } from '../../src/views/components/prose.tsx';
import { Markup, render } from '../../src/views/components/render.ts';
import { Cell } from '../../src/views/components/table.tsx';
import { Money } from '../../src/views/components/values.tsx';
import { escapeHtml, html } from '../../src/views/html.ts';
import { speechFor } from '../../src/views/i18n/speech.ts';
import { portalWriter } from '../../src/views/portal/writer.ts';

describe('somebody else’s text in a component', () => {
  test('is escaped as the template tag does it, in an element and in an attribute', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const cell = render(Cell({ label: text, children: text }));
        const escaped = escapeHtml(text);
        expect(cell.text).toBe(html`<td role="cell" data-label="${text}">${text}</td>`.text);
        expect(cell.text).toContain(escaped);
      }),
    );
  });

  test('loses what must not be shown', () => {
    expect(render(Lead({ children: 'a\u0000b\u202ec\u2067d\ne' })).text).toBe('<p class="lead">abcd\ne</p>');
  });

  test('stays text beside markup of the tag', () => {
    const markup = Markup({ of: html`<b>${'<i>'}</b>` });
    expect(render(Lead({ children: ['<i>', markup] })).text).toBe(
      '<p class="lead">&lt;i&gt;<b>&lt;i&gt;</b></p>',
    );
  });
});

test('a component that waits for something is refused, not shown as a promise', () => {
  expect(() => render(Lead({ children: Promise.resolve('later') }))).toThrow(TypeError);
});

test('an amount is shown with the decimals of its currency, and one in no currency is refused', async () => {
  const writer = portalWriter(await speechFor('en'));
  expect(Money({ writer, currency: 'USD', minor: 156_920 })).toBe('$1,569.20');
  expect(Money({ writer, currency: 'JPY', minor: 48_000 })).toBe('¥48,000');
  expect(() => Money({ writer, currency: 'XXQ', minor: 1 })).toThrow(RangeError);
});
