import { beforeAll, describe, expect, it } from 'vitest';
import { buildExhibits, type Exhibit, readExhibits } from '../../../scripts/gallery/exhibits.ts';
import { fromTheRight, RIGHT_TO_LEFT } from '../../../scripts/gallery/right-to-left.ts';
import { accessibilityFaults } from '../../support/pdf/accessible.ts';
import { Objects } from '../../support/pdf/objects.ts';
import { isContent, isNode, type Node, Tagged } from '../../support/pdf/structure.ts';

describe('the words of a language from the right', () => {
  it('are those of English in other letters, and what comes into them is not turned', () => {
    const words = fromTheRight({
      pay: 'Pay using Stripe',
      from: (number: string, merchant: string) => `Invoice ${number} from ${merchant}`,
      days: (count: number) => (count === 1 ? 'one day' : `${count} days`),
      none: null,
    });
    expect(words).toMatchObject({ pay: 'עאף שקטנז Stripe', none: null });
    const { from, days } = words as Record<'from' | 'days', (...given: readonly unknown[]) => string>;
    expect(from('NW-1', 'Acme 1')).toBe('טנתסטגה NW-1 וצסמ Acme 1');
    expect(days(1)).toBe('סנה דאף');
    expect(days(3)).toBe('3 דאףק');
  });
});

describe('in a language from the right', () => {
  let found: readonly Exhibit[];
  const named = (name: string) => found.find((exhibit) => exhibit.name === name);
  const htmlOf = (name: string): string => {
    const exhibit = named(name);
    return exhibit !== undefined && 'html' in exhibit ? exhibit.html : '';
  };
  const taggedOf = async (name: string): Promise<Tagged> => {
    const exhibit = named(name);
    if (exhibit?.kind !== 'document') throw new Error(`no document ${name}`);
    return new Tagged(await Objects.of(Buffer.from(exhibit.pdf, 'base64')));
  };

  beforeAll(async () => {
    await buildExhibits([RIGHT_TO_LEFT]);
    found = await readExhibits(RIGHT_TO_LEFT, [
      'invoice-whole',
      'pdf-whole',
      'pdf-statement',
      'invoice_sent-whole',
    ]);
  }, 60_000);

  it('pages and mails run that way, and what the business named runs its own', () => {
    expect(htmlOf('invoice-whole')).toMatch(/<html[^>]* lang="he" dir="rtl"/);
    expect(htmlOf('invoice-whole')).toContain('<bdi>Loyalty discount 10 %</bdi>');
    expect(htmlOf('mail-invoice_sent-whole')).toMatch(/<html[^>]* dir="rtl"/);
    expect(htmlOf('mail-invoice_sent-whole')).toContain('\u2068Loyalty discount 10 %\u2069');
  });

  it('amounts below each other have their decimals so, on pages and in mails', () => {
    expect(htmlOf('invoice-whole')).toContain('[dir=rtl] .lines .n,[dir=rtl] .sums dd{text-align:start}');
    const mail = htmlOf('mail-invoice_sent-whole');
    expect(mail).toContain('[dir=rtl] .figure{text-align:right!important}');
    const amounts = mail.match(/<td[^>]*tabular-nums[^>]*>/g) ?? [];
    expect(amounts.length).toBeGreaterThan(4);
    for (const cell of amounts) expect(cell).toContain('class="ink figure"');
  });

  it.each(['pdf-whole', 'pdf-statement'])(
    '%s is mirrored: amounts at the left, and read in their order',
    async (name) => {
      const tagged = await taggedOf(name);
      expect(accessibilityFaults(tagged.objects)).toEqual([]);
      const rows = tagged.nodes.filter(({ role, kids }) => role === 'TR' && kids.length > 2);
      expect(rows.length).toBeGreaterThan(2);
      for (const { kids } of rows) {
        const places = kids.filter(isNode).flatMap((cell) => placesOf(cell, tagged).slice(0, 1));
        expect(places).toEqual(places.toSorted((one, other) => other - one));
        expect(places.at(-1)).toBeLessThan(100);
      }
    },
  );
});

/** How far from the left edge each text of an element begins. */
const placesOf = (node: Node, tagged: Tagged): readonly number[] =>
  node.kids.flatMap((kid) => {
    if (isNode(kid)) return placesOf(kid, tagged);
    return isContent(kid) ? tagged.drawnFor(kid).map(({ x }) => x) : [];
  });
