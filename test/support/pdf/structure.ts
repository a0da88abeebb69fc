import { type PdfDict, PdfNumber } from '@libpdf/core';
import { type Drawn, drawnIn, utf16In } from './content.ts';
import { keyOf, numberOf, type Objects } from './objects.ts';

export type Node = {
  readonly role: string;
  readonly dict: PdfDict;
  readonly ref: string;
  readonly parent: Node | null;
  readonly kids: readonly Kid[];
};

export type Kid = Node | Content | { readonly annotation: string };
export type Content = { readonly page: number; readonly id: number };

export const isNode = (kid: Kid): kid is Node => 'role' in kid;
export const isContent = (kid: Kid): kid is Content => 'id' in kid;

/** A document as a reader of tags reads it. */
export class Tagged {
  readonly objects: Objects;
  readonly pages: readonly (readonly Drawn[])[];
  readonly root: Node | null;
  readonly #maps = new Map<string, ReadonlyMap<number, string>>();

  constructor(objects: Objects) {
    this.objects = objects;
    this.pages = objects.pages.map(({ dict }) =>
      drawnIn(new TextDecoder().decode(objects.stream(dict.get('Contents')) ?? new Uint8Array())),
    );
    const tree = objects.at(objects.catalog, 'StructTreeRoot');
    const top = tree?.get('K');
    const first = tree === null ? undefined : objects.list(tree, 'K')[0];
    this.root = first === undefined || top === undefined ? null : this.#node(first, null);
  }

  /** Every element, in reading order. */
  get nodes(): readonly Node[] {
    const walk = (node: Node): Node[] => [node, ...node.kids.filter(isNode).flatMap(walk)];
    return this.root === null ? [] : walk(this.root);
  }

  /** What is drawn for a piece of content. */
  drawnFor({ page, id }: Content): readonly Drawn[] {
    return (this.pages[page] ?? []).filter(({ marks }) => marks.some((mark) => mark.id === id));
  }

  /** The text of an element and all within it, in reading order. */
  textOf(node: Node): string {
    const said = this.objects.text(node.dict, 'ActualText');
    if (said !== '') return said;
    return node.kids
      .map((kid) => {
        if (isNode(kid)) return this.textOf(kid);
        return isContent(kid) ? this.#textOf(this.drawnFor(kid)) : '';
      })
      .join('');
  }

  /** What stands on each page, a line for each height, tagged or not. */
  get rows(): readonly (readonly string[])[] {
    return this.pages.map((drawn) => {
      const rows = new Map<number, string[]>();
      for (const piece of drawn) {
        const row = rows.get(piece.y) ?? [];
        rows.set(piece.y, row);
        row.push(this.#textOf([piece]));
      }
      return [...rows.values()].map((row) => row.join(' '));
    });
  }

  /** What every block says, a line each. */
  get text(): string {
    const blocks = new Set(['P', 'H1', 'H2', 'TH', 'TD']);
    return this.nodes
      .filter(({ role }) => blocks.has(role))
      .map((node) => this.textOf(node))
      .join('\n');
  }

  /** What a font says each of its codes is. */
  mapOf(font: string): ReadonlyMap<number, string> {
    const known = this.#maps.get(font);
    if (known !== undefined) return known;
    const page = this.objects.pages[0]?.dict;
    const held = page === undefined ? null : this.objects.at(page, 'Resources', 'Font', font);
    const cmap = new TextDecoder().decode(this.objects.stream(held?.get('ToUnicode')) ?? new Uint8Array());
    const map = new Map(
      Array.from(cmap.matchAll(/<([0-9A-F]{4})> (<[0-9A-F]+>)/g), ([, code = '', says = '']) => [
        Number.parseInt(code, 16),
        utf16In(says),
      ]),
    );
    this.#maps.set(font, map);
    return map;
  }

  #textOf(drawn: readonly Drawn[]): string {
    let text = '';
    let before: unknown = null;
    for (const { kind, marks, codes, font } of drawn) {
      const said = marks.find(({ actualText }) => actualText !== null);
      if (said !== undefined) {
        if (said !== before) text += said.actualText ?? '';
      } else if (kind === 'text')
        text += codes.map((code) => this.mapOf(font).get(code) ?? '\ufffd').join('');
      before = said;
    }
    return text;
  }

  #node(of: Parameters<Objects['dict']>[0], parent: Node | null): Node | null {
    const dict = this.objects.dict(of);
    if (dict === null) return null;
    const kids: Kid[] = [];
    const node: Node = {
      role: this.objects.name(dict, 'S'),
      dict,
      ref: keyOf(of ?? undefined),
      parent,
      kids,
    };
    const pageOf = (from: PdfDict): number =>
      this.objects.pages.findIndex(({ ref }) => ref === keyOf(from.get('Pg')));
    for (const kid of this.objects.list(dict, 'K')) {
      const value = this.objects.value(kid);
      const held = this.objects.dict(kid);
      if (value instanceof PdfNumber) kids.push({ page: pageOf(dict), id: value.value });
      else if (held !== null && this.objects.name(held, 'Type') === 'MCR')
        kids.push({ page: pageOf(held), id: numberOf(held.get('MCID') ?? null) ?? -1 });
      else if (held !== null && this.objects.name(held, 'Type') === 'OBJR')
        kids.push({ annotation: keyOf(held.get('Obj')) });
      else {
        const inner = this.#node(kid, node);
        if (inner !== null) kids.push(inner);
      }
    }
    return node;
  }
}
