import {
  PDF,
  PdfArray,
  PdfDict,
  PdfName,
  PdfNumber,
  type PdfObject,
  PdfRef,
  PdfStream,
  PdfString,
} from '@libpdf/core';

/** A PDF as another library parses it, with its objects to look at and to change. */
export class Objects {
  readonly pdf: PDF;
  readonly #resolve = (ref: PdfRef): PdfObject | null => this.pdf.getObject(ref);

  private constructor(pdf: PDF) {
    this.pdf = pdf;
  }

  static async of(bytes: Uint8Array): Promise<Objects> {
    return new Objects(await PDF.load(bytes));
  }

  get catalog(): PdfDict {
    return this.pdf.context.catalog.getDict();
  }

  get pages(): readonly { readonly ref: string; readonly dict: PdfDict }[] {
    const walk = (node: PdfObject): { ref: string; dict: PdfDict }[] => {
      const dict = this.dict(node);
      if (dict === null) return [];
      const kids = this.list(dict, 'Kids');
      return dict.has('Kids') ? kids.flatMap(walk) : [{ ref: keyOf(node), dict }];
    };
    const root = this.catalog.get('Pages');
    return root === undefined ? [] : walk(root);
  }

  value(of: PdfObject | null | undefined): PdfObject | null {
    return of instanceof PdfRef ? this.#resolve(of) : (of ?? null);
  }

  dict(of: PdfObject | null | undefined): PdfDict | null {
    const found = this.value(of);
    return found instanceof PdfDict ? found : null;
  }

  /** The dictionary at the end of a path of keys; the first entry of an array on the way. */
  at(from: PdfDict, ...path: readonly string[]): PdfDict | null {
    let found: PdfDict | null = from;
    for (const key of path) {
      const next: PdfObject | null = this.value(found?.get(key));
      found = this.dict(next instanceof PdfArray ? next.at(0) : next);
    }
    return found;
  }

  list(from: PdfDict, key: string): readonly PdfObject[] {
    const found = this.value(from.get(key));
    if (found instanceof PdfArray) return found.toArray();
    return found === null ? [] : [found];
  }

  name(from: PdfDict | null, key: string): string {
    const found = this.value(from?.get(key));
    return found instanceof PdfName ? found.value : '';
  }

  text(from: PdfDict | null, key: string): string {
    const found = this.value(from?.get(key));
    return found instanceof PdfString ? found.asString() : '';
  }

  number(from: PdfDict | null, key: string): number | null {
    return numberOf(this.value(from?.get(key)));
  }

  stream(of: PdfObject | null | undefined): Uint8Array | null {
    const found = this.value(of);
    return found instanceof PdfStream ? found.getDecodedData() : null;
  }

  isTrue(from: PdfDict | null, key: string): boolean {
    return from?.getBool(key)?.value === true;
  }
}

export const numberOf = (of: PdfObject | null): number | null => (of instanceof PdfNumber ? of.value : null);

/** What tells an object from all others: the number of its reference. */
export const keyOf = (of: PdfObject | undefined): string =>
  of instanceof PdfRef ? `${of.objectNumber} ${of.generation}` : '';
