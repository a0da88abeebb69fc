import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contrastRatio } from '../../src/domain/profile/colour.ts';
import { brandColours, SURFACES } from '../../src/views/brand-colour.ts';
import { TONES } from '../../src/views/styles.ts';
import { runs } from '../support/properties.ts';

const HEX = /^#[0-9a-f]{6}$/;
const anyColour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, '0')}`);

describe('whatever colour a merchant chose', () => {
  test.each(['light', 'dark'] as const)('it reads on the page and on the card in %s', (mode) => {
    fc.assert(
      fc.property(anyColour, (colour) => {
        const { accent } = brandColours(colour)[mode];
        expect(contrastRatio(accent, SURFACES[mode].page)).toBeGreaterThanOrEqual(4.5);
        expect(contrastRatio(accent, SURFACES[mode].card)).toBeGreaterThanOrEqual(4.5);
      }),
      runs(2_000),
    );
  });

  test.each(['light', 'dark'] as const)(
    'the text on a button reads in %s, and the button is seen',
    (mode) => {
      fc.assert(
        fc.property(anyColour, (colour) => {
          const { fill, onFill, edge } = brandColours(colour)[mode];
          expect(contrastRatio(fill, onFill)).toBeGreaterThanOrEqual(4.5);
          expect(contrastRatio(edge, SURFACES[mode].card)).toBeGreaterThanOrEqual(1.3);
        }),
        runs(2_000),
      );
    },
  );

  test('a button is filled with the colour itself, in light and in dark', () => {
    for (const colour of ['#ffd43b', '#ff6600', '#0f5c5c', '#808080', '#ffffff', '#000000']) {
      const { light, dark } = brandColours(colour);
      expect([light.fill, dark.fill]).toEqual([colour, colour]);
    }
    expect(brandColours('#ffd43b').light.onFill).toBe('#000000');
    expect(brandColours('#0f5c5c').dark.onFill).toBe('#ffffff');
  });

  test('a button that would melt into the card has a line around it', () => {
    expect(brandColours('#ffffff').light.edge).toBe(SURFACES.light.ink);
    expect(brandColours('#000000').dark.edge).toBe(SURFACES.dark.ink);
    expect(brandColours('#ffd43b').light.edge).toBe('#ffd43b');
  });

  test('where no colour was chosen, a button is ink in both', () => {
    expect(brandColours('').light).toMatchObject({ fill: SURFACES.light.ink, onFill: '#ffffff' });
    expect(brandColours('').dark).toMatchObject({ fill: SURFACES.dark.ink, onFill: '#000000' });
  });

  test('one that reads already is left as it is', () => {
    expect(brandColours('#3B5BDB').light.accent).toBe('#3b5bdb');
    expect(brandColours('#ffd43b').dark.accent).toBe('#ffd43b');
  });

  test('text in a grey becomes ink, since a grey link does not look like one', () => {
    for (const grey of ['#ffffff', '#000000', '#808080']) {
      expect(brandColours(grey).light.accent).toBe(SURFACES.light.ink);
      expect(brandColours(grey).dark.accent).toBe(SURFACES.dark.ink);
    }
  });
});

test('nothing but colours ever reaches the style sheet', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.constantFrom('red;}</style>', '#12345', '#gggggg', '')), (text) => {
      const { brand, light, dark } = brandColours(text);
      for (const colour of [brand, ...Object.values(light), ...Object.values(dark)]) {
        expect(colour).toMatch(HEX);
      }
    }),
  );
});

test('ink and every tone read on both surfaces, in light and in dark', () => {
  for (const mode of ['light', 'dark'] as const) {
    const { page, card, ink } = SURFACES[mode];
    const { line: _hairline, ...tones } = TONES[mode];
    for (const colour of [ink, ...Object.values(tones)]) {
      expect(contrastRatio(colour, page)).toBeGreaterThanOrEqual(4.5);
      expect(contrastRatio(colour, card)).toBeGreaterThanOrEqual(4.5);
    }
  }
});
