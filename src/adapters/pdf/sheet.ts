import { type Color, type PDF, type PDFImage, type PDFPage, rgb } from '@libpdf/core';
import type { Paper } from './paper.ts';
import type { Typeface, Weight } from './typeface.ts';
import { wrap } from './wrap.ts';

/** How a text is set: size and leading in points, colour as `#rrggbb`. */
export type Style = {
  readonly size: number;
  readonly leading: number;
  readonly weight: Weight;
  readonly color: string;
};

export const MARGIN = 48;
/** Below this, counted from the bottom, only the foot of the page is drawn. */
const FOOT = 60;

/**
 * Pages written from top to bottom. `y` is the top of what comes next, counted down from the top edge; whatever does
 * not fit goes on on a new page, which starts with `onNewPage`.
 */
export class Sheet {
  readonly paper: Paper;
  readonly typeface: Typeface;
  readonly pages: PDFPage[] = [];
  y = MARGIN;
  onNewPage: () => void = () => undefined;
  readonly #pdf: PDF;
  #page: PDFPage;

  constructor(pdf: PDF, paper: Paper, typeface: Typeface) {
    this.#pdf = pdf;
    this.paper = paper;
    this.typeface = typeface;
    this.#page = pdf.addPage({ width: paper.width, height: paper.height });
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

  /** Begins a new page unless that much height is left, or the page is still empty. */
  ensure(height: number): void {
    if (this.y + height <= this.paper.height - FOOT) return;
    this.#page = this.#pdf.addPage({ width: this.paper.width, height: this.paper.height });
    this.pages.push(this.#page);
    this.y = MARGIN;
    this.onNewPage();
  }

  /** Goes back to a page already drawn, for its foot. */
  turnTo(page: PDFPage): void {
    this.#page = page;
  }

  lines(text: string, width: number, style: Style): readonly string[] {
    return wrap(text, width / style.size, (part) => this.typeface.width(part, style.weight));
  }

  textWidth(text: string, style: Style): number {
    return this.typeface.width(text, style.weight) * style.size;
  }

  /** One line of text in a box of its leading, at `top` or else at `y`. With `end`, x is its right edge. */
  text(text: string, x: number, style: Style, align: 'start' | 'end' = 'start', top = this.y): void {
    let at = align === 'start' ? x : x - this.textWidth(text, style);
    // The figures of the face reach 0.7 em above the baseline; that is centred in the leading.
    const baseline = this.paper.height - top - (style.leading + 0.7 * style.size) / 2;
    for (const run of this.typeface.runs(text, style.weight)) {
      this.#page.drawText(run.text, {
        x: at,
        y: baseline,
        font: run.font,
        size: style.size,
        color: colorOf(style.color),
      });
      at += run.width * style.size;
    }
  }

  /** Wrapped text from `y` on, over pages if it must. */
  paragraph(text: string, x: number, width: number, style: Style): void {
    for (const line of this.lines(text, width, style)) {
      this.ensure(style.leading);
      this.text(line, x, style);
      this.y += style.leading;
    }
  }

  rule(color: string, from = this.left, to = this.right, top = this.y): void {
    const y = this.paper.height - top;
    this.#page.drawLine({ start: { x: from, y }, end: { x: to, y }, color: colorOf(color), thickness: 0.5 });
  }

  box(x: number, top: number, width: number, height: number, color: string, radius = 0): void {
    this.#page.drawRectangle({
      x,
      y: this.paper.height - top - height,
      width,
      height,
      color: colorOf(color),
      ...(radius > 0 ? { cornerRadius: radius } : {}),
    });
  }

  /** A picture whose top is at `y`, with its size in points. */
  image(image: PDFImage, x: number, width: number, height: number): void {
    this.#page.drawImage(image, { x, y: this.paper.height - this.y - height, width, height });
  }

  /** Makes an area of the page a link. */
  link(url: string, x: number, top: number, width: number, height: number): void {
    const y = this.paper.height - top - height;
    // PDF/A wants annotations to be printed.
    this.#page
      .addLinkAnnotation({ rect: { x, y, width, height }, uri: url, borderWidth: 0 })
      .setPrintable(true);
  }
}

function colorOf(hex: string): Color {
  const channel = (at: number): number => Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return rgb(channel(1), channel(3), channel(5));
}
