import { contentFaults } from './accessible-content.ts';
import { fontFaults } from './accessible-fonts.ts';
import { structureFaults } from './accessible-structure.ts';
import type { Objects } from './objects.ts';
import { Tagged } from './structure.ts';

/**
 * What keeps a document from being read by who does not see it: the rules of PDF/UA-1 (ISO 14289-1) that a program can
 * check and a document of ours can break, each named by its condition in the Matterhorn Protocol 1.1.
 */
export function accessibilityFaults(objects: Objects): readonly string[] {
  const tagged = new Tagged(objects);
  return [
    ...documentFaults(objects),
    ...structureFaults(tagged),
    ...contentFaults(tagged),
    ...fontFaults(tagged),
  ];
}

function documentFaults(objects: Objects): readonly string[] {
  const { catalog } = objects;
  const faults: string[] = [];
  const metadata = new TextDecoder().decode(objects.stream(catalog.get('Metadata')) ?? new Uint8Array());
  const language = objects.text(catalog, 'Lang');
  if (!objects.isTrue(objects.at(catalog, 'MarkInfo'), 'Marked')) faults.push('01-006 it is not marked');
  if (objects.isTrue(objects.at(catalog, 'MarkInfo'), 'Suspects')) faults.push('02-001 its tags are suspect');
  if (metadata === '') faults.push('06-001 it has no metadata');
  if (!metadata.includes('<pdfuaid:part>1</pdfuaid:part>')) faults.push('06-002 it does not say PDF/UA-1');
  if (!/<dc:title><rdf:Alt><rdf:li xml:lang="x-default">[^<]+</.test(metadata))
    faults.push('06-003 its metadata has no title');
  if (!objects.isTrue(objects.at(catalog, 'ViewerPreferences'), 'DisplayDocTitle'))
    faults.push('07-001 its title is not shown');
  try {
    if (Intl.getCanonicalLocales(language).length === 0) faults.push('11-006 it has no language');
  } catch {
    faults.push(`11-006 ${language} is no language`);
  }
  return faults;
}
