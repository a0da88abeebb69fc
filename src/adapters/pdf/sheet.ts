import type { PdfFile } from './file/pdf-file.ts';
import { array, dict, name, number, type Ref } from './file/values.ts';
import type { Picture } from './image/picture.ts';
import { linkTo, written } from './operators.ts';
import { DECORATION, type Mark, Page } from './page.ts';
import type { Paper } from './paper.ts';
import { colorOf, rectangle } from './shapes.ts';
import { type Described, Element, type Role, type Structure } from './structure.ts';
import { directed, hasRightToLeft, joined, STEERING, spaceAfter, steered } from './text/direction.ts';
import type { Typeface, Weight } from './typeface.ts';
import { wrap } from './wrap.ts';

/** How a text is set: size and leading in points, colour as `#rrggbb`. */
export type Style = {
  readonly size: number;
  readonly leading: number;
  readonly weight: Weight;
  readonly color: string;
};

type Direction = 'ltr' | 'rtl';

/** A part of a page in points, counted down from its top. */
type Box = { readonly x: number; readonly top: number; readonly width: number; readonly height: number };

export const MARGIN = 48;
/** Below this, counted from the bottom, only the foot of the page is drawn. */
const FOOT = 60;

/**
 * Pages written from top to bottom. `y` is the top of what comes next, counted down from the top edge; whatever does
 * not fit goes on on a new page, which starts with `onNewPage`. Text belongs to the element of the structure that `tag`
 * opened, or else is a paragraph of its own; all other drawing is decoration. From right to left a page is mirrored: places are
 * said as of one from left to right, and a text starts at its right.
 */
export class Sheet {
  readonly paper: Paper;
  readonly typeface: Typeface;
  readonly pages: Page[] = [];
  y = MARGIN;
  onNewPage: () => void = () => undefined;
  /** What is drawn below all else before a page is left, and the height that is kept free for it. */
  onPageEnd: () => void = () => undefined;
  endHeight = 0;
  readonly #file: PdfFile;
  readonly #structure: Structure;
  readonly #isMirrored: boolean;
  readonly #images = new Map<Picture, string>();
  #page: Page;
  #within: Mark;

  constructor(file: PdfFile, structure: Structure, paper: Paper, typeface: Typeface, direction: Direction) {
    this.#file = file;
    this.#isMirrored = direction === 'rtl';
    this.#structure = structure;
    this.paper = paper;
    this.typeface = typeface;
    this.#within = structure.root;
    this.#page = new Page(file, structure);
    this.pages.push(this.#page);
  }

  get left(): number {
    return MARGIN;
  }

  get right(): number {
    return this.paper.width - MARGIN;
  }

  get width(): number {
    return this.right - this.left;
  }

  /** Opens an element of the structure: what `draw` writes is its content. */
  tag(role: Role, draw: () => void, described: Described = {}): void {
    this.within(this.element(role, described), draw);
  }

  /** An element at this place of the structure, to be written into by `within` at any time. */
  element(role: Role, described: Described = {}): Element {
    const parent = this.#within instanceof Element ? this.#within : this.#structure.root;
    return parent.append(new Element(role, described));
  }

  /** Writes into an element, or as what says nothing: the foot of a page is no part of the text. */
  within(mark: Mark, draw: () => void): void {
    const before = this.#within;
    this.#within = mark;
    draw();
    this.#within = before;
  }

  fits(height: number): boolean {
    return this.y + height <= this.paper.height - FOOT - this.endHeight;
  }

  /** Begins a new page unless that much height is left, or the page is still empty. */
  ensure(height: number): void {
    if (this.fits(height)) return;
    this.onPageEnd();
    this.#page = new Page(this.#file, this.#structure);
    this.pages.push(this.#page);
    this.y = MARGIN;
    this.onNewPage();
  }

  /** Goes back to a page already drawn, for its foot. */
  turnTo(page: Page): void {
    this.#page = page;
  }

  /** What somebody wrote runs as its first letter does; a sentence of the document's own as the document. */
  lines(text: string, width: number, style: Style, whose: 'own' | 'theirs' = 'own'): readonly string[] {
    const lines = wrap(text, width / style.size, (part) => this.typeface.width(part, style.weight));
    return directed(text, joined(text, lines), this.#isMirrored ? whose : null);
  }

  textWidth(text: string, style: Style): number {
    return this.typeface.width(text, style.weight) * style.size;
  }

  /** One line of text in a box of its leading, at `top` or else at `y`. With `end`, x is its right edge. */
  text(text: string, x: number, style: Style, align: 'start' | 'end' = 'start', top = this.y): void {
    this.#line(text, x, style, align, top);
  }

  /** Lines below one another, which are one text to who listens to it. */
  block(lines: readonly string[], x: number, style: Style, top = this.y): void {
    this.within(this.#markOfText(), () => {
      for (const [index, line] of lines.entries()) {
        const said = index + 1 < lines.length ? spaceAfter(line) : '';
        this.#line(line, x, style, 'start', top + index * style.leading, said);
      }
    });
  }

  /** `after` is said, at the end of a line, and not seen. */
  #line(text: string, x: number, style: Style, align: 'start' | 'end', top: number, after = ''): void {
    const line = this.#isMirrored ? steered(text) : text;
    let at = this.#across(
      align === 'start' ? x : x - this.textWidth(line, style),
      this.textWidth(line, style),
    );
    // The figures of the face reach 0.7 em above the baseline; that is centred in the leading.
    const baseline = this.paper.height - top - (style.leading + 0.7 * style.size) / 2;
    const mark = this.#markOfLine(line + after);
    const runs = this.typeface.runs(line, style.weight);
    for (const run of after === '' ? runs : [...runs, ...this.typeface.runs(after, style.weight)]) {
      this.#page.draw(mark, written(run, at, baseline, style));
      at += run.width * style.size;
    }
  }

  /** Wrapped text from `y` on, over pages if it must. */
  paragraph(text: string, x: number, width: number, style: Style, whose: 'own' | 'theirs' = 'own'): void {
    this.within(this.#markOfText(), () => {
      for (const line of this.lines(text, width, style, whose)) {
        this.ensure(style.leading);
        this.#line(line, x, style, 'start', this.y, spaceAfter(line));
        this.y += style.leading;
      }
    });
  }

  rule(color: string, from = this.left, to = this.right, top = this.y): void {
    const y = number(this.paper.height - top);
    const start = this.#across(from, to - from);
    const end = number(start + to - from);
    this.#decorate(`${colorOf(color)} RG 0.5 w ${number(start)} ${y} m ${end} ${y} l S`);
  }

  box(x: number, top: number, width: number, height: number, color: string, radius = 0): void {
    const path = rectangle(this.#across(x, width), this.paper.height - top - height, width, height, radius);
    this.#decorate(`${colorOf(color)} rg ${path} f`);
  }

  /** Many boxes of one colour at once, which are one picture: it changes its side, and is not turned round. */
  boxes(boxes: readonly Box[], color: string): void {
    const left = Math.min(...boxes.map(({ x }) => x));
    const right = Math.max(...boxes.map(({ x, width }) => x + width));
    const shift = this.#across(left, right - left) - left;
    const path = boxes.map(({ x, top, width, height }) =>
      rectangle(x + shift, this.paper.height - top - height, width, height, 0),
    );
    this.#decorate(`${colorOf(color)} rg ${path.join(' ')} f`);
  }

  /** A picture whose top is at `y`, with its size in points, and what it says to who does not see it. */
  image(picture: Picture, x: number, width: number, height: number, alt: string): void {
    const resource = this.#images.get(picture) ?? `I${this.#images.size}`;
    this.#images.set(picture, resource);
    const bottom = this.paper.height - this.y - height;
    const at = this.#across(x, width);
    const matrix = [width, 0, 0, height, at, bottom].map(number).join(' ');
    const box = array([at, bottom, at + width, bottom + height].map(number));
    this.#page.draw(this.element('Figure', { alt, box }), `q ${matrix} cm /${resource} Do Q`);
  }

  /** Makes an area of the page a link, which belongs to the element that is open; `says` is where it leads. */
  link(url: string, says: string, x: number, top: number, width: number, height: number): void {
    const owner =
      this.#within instanceof Element && this.#within.role === 'Link' ? this.#within : this.element('Link');
    const bottom = this.paper.height - top - height;
    const at = this.#across(x, width);
    const box = [at, bottom, at + width, bottom + height];
    const annotation = this.#file.add(linkTo(url, says, box, this.#structure.key(owner)));
    owner.kids.push({ kind: 'object', page: this.#page.ref, object: annotation });
    this.#page.annotate(annotation);
  }

  /** Writes the pages into the file, and returns what the catalogue calls them by. */
  write(): Ref {
    const tree = this.#file.reserve();
    const resources = this.#file.add(
      dict({
        Font: dict(this.typeface.write(this.#file)),
        XObject: dict(
          Object.fromEntries(Array.from(this.#images, ([picture, id]) => [id, picture.write(this.#file)])),
        ),
      }),
    );
    for (const page of this.pages) page.write(this.#file, this.paper, tree, resources);
    const kids = array(this.pages.map(({ ref }) => ref));
    return this.#file.add(dict({ Type: name('Pages'), Kids: kids, Count: number(this.pages.length) }), tree);
  }

  /** Where something so wide begins at the left, of which is said where it would be on a page from left to right. */
  #across(x: number, width: number): number {
    return this.#isMirrored ? this.paper.width - x - width : x;
  }

  #markOfText(): Mark {
    return this.#within === this.#structure.root ? this.element('P') : this.#within;
  }

  /** A line with words from right to left stands as it is drawn, and is said as it is read. */
  #markOfLine(line: string): Mark {
    const mark = this.#markOfText();
    if (!(mark instanceof Element) || !hasRightToLeft(line)) return mark;
    return mark.append(new Element('Span', { actualText: line.replaceAll(STEERING, '') }));
  }

  #decorate(operators: string): void {
    this.#page.draw(this.#within instanceof Element ? DECORATION : this.#within, operators);
  }
}
