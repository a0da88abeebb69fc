import { XmlDocument, XmlElement, type XmlNode } from 'libxml2-wasm';
import { GROUPS, type Syntax, TERMS } from './terms.ts';

const NAMESPACES = {
  cac: 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2',
  cbc: 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2',
  rsm: 'urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100',
  ram: 'urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100',
  qdt: 'urn:un:unece:uncefact:data:standard:QualifiedDataType:100',
  udt: 'urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100',
};

type Terms = Readonly<Record<string, Readonly<Record<Syntax, string>>>>;
type Said<T> = (term: keyof T & string) => string;

/** An e-invoice as another reader finds it: the text of each term, empty where it is not said. */
export type ReadBack = {
  readonly syntax: Syntax;
  readonly root: string;
  readonly said: Said<typeof TERMS>;
  readonly lines: readonly Said<(typeof GROUPS)['lines']['terms']>[];
  readonly adjustments: readonly Said<(typeof GROUPS)['adjustments']['terms']>[];
  readonly breakdown: readonly Said<(typeof GROUPS)['breakdown']['terms']>[];
};

/** Reads a document by libxml2, which refuses what is not well-formed; days of CII become `YYYY-MM-DD`. */
export function readEInvoice(xml: string): ReadBack {
  const document = XmlDocument.fromString(xml);
  try {
    const { root } = document;
    const syntax: Syntax = root.name === 'CrossIndustryInvoice' ? 'cii' : 'ubl';
    const each = (path: Readonly<Record<Syntax, string>>) => root.find(path[syntax], NAMESPACES);
    return {
      syntax,
      root: root.name,
      said: reader(root, TERMS, syntax),
      lines: each(GROUPS.lines.at).map((node) => reader(node, GROUPS.lines.terms, syntax)),
      adjustments: each(GROUPS.adjustments.at).map((node) => reader(node, GROUPS.adjustments.terms, syntax)),
      breakdown: each(GROUPS.breakdown.at).map((node) => reader(node, GROUPS.breakdown.terms, syntax)),
    };
  } finally {
    document.dispose();
  }
}

function reader<T extends Terms>(node: XmlNode, terms: T, syntax: Syntax): Said<T> {
  const texts = new Map(
    Object.entries(terms).map(([term, path]) => [term, textOf(node.find(path[syntax], NAMESPACES)[0])]),
  );
  return (term) => texts.get(term) ?? '';
}

function textOf(node: XmlNode | undefined): string {
  if (node === undefined) return '';
  const { content } = node;
  return named(node) === 'DateTimeString' ? content.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3') : content;
}

/** The names of elements as they stand in a document, each with those in it, for whoever checks their order. */
export function elementsOf(
  xml: string,
): readonly { readonly name: string; readonly children: readonly string[] }[] {
  const document = XmlDocument.fromString(xml);
  try {
    return document.root.find('//*').flatMap((node) => {
      const children = node.find('*').map(named);
      return children.length === 0 ? [] : [{ name: named(node), children }];
    });
  } finally {
    document.dispose();
  }
}

const named = (node: XmlNode): string => (node instanceof XmlElement ? node.name : '');
