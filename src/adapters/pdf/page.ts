import type { PdfFile } from './file/pdf-file.ts';
import { array, dict, name, number, type Ref, type Value } from './file/values.ts';
import type { Paper } from './paper.ts';
import { Element, type Structure } from './structure.ts';

/** What is drawn belongs to an element of the structure, or says nothing: a rule, a colour, the foot of each page. */
export type Mark = Element | Artifact;

type Artifact = { readonly kind: 'decoration' | 'foot' | 'repeated head' | 'repeated foot' };
export const DECORATION: Artifact = { kind: 'decoration' };
export const FOOT: Artifact = { kind: 'foot' };
export const REPEATED_HEAD: Artifact = { kind: 'repeated head' };
export const REPEATED_FOOT: Artifact = { kind: 'repeated foot' };

const OPENING: Readonly<Record<Artifact['kind'], string>> = {
  decoration: '/Artifact <</Type /Layout>> BDC',
  foot: '/Artifact <</Type /Pagination/Subtype /Footer>> BDC',
  'repeated foot': '/Artifact <</Type /Pagination/Subtype /Footer>> BDC',
  'repeated head': '/Artifact <</Type /Pagination/Subtype /Header>> BDC',
};

/** One page's drawing: every operator stands in a sequence that says what it belongs to. */
export class Page {
  readonly ref: Ref;
  readonly #operators: string[] = [];
  readonly #owners: Element[] = [];
  readonly #annotations: Ref[] = [];
  readonly #key: number;
  #open: Mark | null = null;

  constructor(file: PdfFile, structure: Structure) {
    this.ref = file.reserve();
    this.#key = structure.key(this.#owners);
  }

  draw(mark: Mark, operators: string): void {
    if (mark !== this.#open) {
      this.#close();
      this.#operators.push(mark instanceof Element ? this.#begin(mark) : OPENING[mark.kind]);
      this.#open = mark;
    }
    this.#operators.push(operators);
  }

  annotate(annotation: Ref): void {
    this.#annotations.push(annotation);
  }

  write(file: PdfFile, paper: Paper, parent: Ref, resources: Ref): void {
    this.#close();
    const content = file.stream({}, new TextEncoder().encode(this.#operators.join('\n')));
    const annotations: Value | undefined =
      this.#annotations.length === 0 ? undefined : array(this.#annotations);
    file.add(
      dict({
        Type: name('Page'),
        Parent: parent,
        MediaBox: array(['0', '0', number(paper.width), number(paper.height)]),
        Resources: resources,
        Contents: content,
        Annots: annotations,
        // Tabs go through the page in the order of the structure.
        Tabs: name('S'),
        StructParents: number(this.#key),
      }),
      this.ref,
    );
  }

  #begin(element: Element): string {
    const id = this.#owners.push(element) - 1;
    element.kids.push({ kind: 'content', page: this.ref, id });
    return `/${element.role} <</MCID ${id}>> BDC`;
  }

  #close(): void {
    if (this.#open !== null) this.#operators.push('EMC');
    this.#open = null;
  }
}
