import type { PdfFile } from './file/pdf-file.ts';
import { array, dict, name, number, type Ref, text, type Value } from './file/values.ts';

/** What a part of the document is, in PDF's own terms (ISO 32000-1, 14.8.4). */
export type Role =
  | 'Document'
  | 'Div'
  | 'H1'
  | 'H2'
  | 'P'
  | 'Table'
  | 'THead'
  | 'TBody'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'Link'
  | 'Span'
  | 'Figure';

export type Described = {
  /** What a picture shows, for who does not see it. */
  readonly alt?: string;
  /** What is said in place of what stands here. */
  readonly actualText?: string;
  /** Which cells a heading of a table stands for. */
  readonly scope?: 'Column' | 'Row';
  /** Where a picture stands on its page, as PDF writes a rectangle. */
  readonly box?: Value;
};

type Kid =
  | { readonly kind: 'element'; readonly element: Element }
  | { readonly kind: 'content'; readonly page: Ref; readonly id: number }
  | { readonly kind: 'object'; readonly page: Ref; readonly object: Ref };

/** A part of the document's logical structure: in reading order, what it holds. */
export class Element {
  readonly role: Role;
  readonly described: Described;
  readonly kids: Kid[] = [];
  ref: Ref = '';

  constructor(role: Role, described: Described = {}) {
    this.role = role;
    this.described = described;
  }

  append(element: Element): Element {
    this.kids.push({ kind: 'element', element });
    return element;
  }
}

/** The tree of all elements, and which of them each piece of content on a page belongs to. */
export class Structure {
  readonly root = new Element('Document');
  readonly #owners: (Element | readonly Element[])[] = [];

  /** A number by which a page or an annotation finds its elements. `owners` may still grow. */
  key(owners: Element | readonly Element[]): number {
    return this.#owners.push(owners) - 1;
  }

  write(file: PdfFile): Ref {
    const tree = file.reserve();
    place(file, this.root);
    writeElement(file, this.root, tree);
    const numbers = this.#owners.flatMap((owners, key) => [
      number(key),
      owners instanceof Element ? owners.ref : file.add(array(owners.map(({ ref }) => ref))),
    ]);
    return file.add(
      dict({
        Type: name('StructTreeRoot'),
        K: array([this.root.ref]),
        ParentTree: file.add(dict({ Nums: array(numbers) })),
        ParentTreeNextKey: number(this.#owners.length),
      }),
      tree,
    );
  }
}

function place(file: PdfFile, element: Element): void {
  element.ref = file.reserve();
  for (const kid of element.kids) if (kid.kind === 'element') place(file, kid.element);
}

function writeElement(file: PdfFile, element: Element, parent: Ref): void {
  const { alt, actualText } = element.described;
  const page = element.kids.find((kid) => kid.kind === 'content')?.page;
  for (const kid of element.kids) if (kid.kind === 'element') writeElement(file, kid.element, element.ref);
  file.add(
    dict({
      Type: name('StructElem'),
      S: name(element.role),
      P: parent,
      Pg: page,
      Alt: alt === undefined ? undefined : text(alt),
      ActualText: actualText === undefined ? undefined : text(actualText),
      A: attributesOf(element.described),
      K: array(element.kids.map((kid) => kidOf(kid, page))),
    }),
    element.ref,
  );
}

function attributesOf({ scope, box }: Described): Value | undefined {
  if (scope !== undefined) return dict({ O: name('Table'), Scope: name(scope) });
  return box === undefined ? undefined : dict({ O: name('Layout'), BBox: box });
}

function kidOf(kid: Kid, page: Ref | undefined): Value {
  switch (kid.kind) {
    case 'element':
      return kid.element.ref;
    case 'content':
      return kid.page === page
        ? number(kid.id)
        : dict({ Type: name('MCR'), Pg: kid.page, MCID: number(kid.id) });
    case 'object':
      return dict({ Type: name('OBJR'), Pg: kid.page, Obj: kid.object });
    default:
      return kid satisfies never;
  }
}
