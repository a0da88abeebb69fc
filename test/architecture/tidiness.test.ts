import { describe, expect, it } from 'vitest';
import { untidiness } from '../support/node/tidiness.ts';

describe('the checker of tidiness', () => {
  const machine = {
    root: '/srv/code/quittance',
    home: '/var/somebody',
    registry: 'http://packages.test:99/',
  };
  // Put together here, so that this file does not contain what it looks for.
  const narrowed = ['it', 'only'].join('.');
  const skipped = ['describe', 'concurrent', 'skip'].join('.');
  const registry = ['https:', '', 'registry.example.test', 'x.tgz'].join('/');
  const home = ['', 'home', 'ada', 'notes'].join('/');

  it.each([
    ['docs/a.md', 'see /srv/code/quittance/docs'],
    ['docs/a.md', 'see /srv/code for the rest'],
    ['docs/a.md', 'file:///var/somebody/notes'],
    ['docs/a.md', `see ${home}`],
    ['package-lock.json', `"resolved": "${registry}"`],
    ['.npmrc', 'registry=http://packages.test:99/'],
    ['test/a.test.ts', `${narrowed}('works', () => {});`],
    ['test/a.test.ts', `${skipped}('works', () => {});`],
    ['packages/a/test/a.test.ts', `${narrowed}('works', () => {});`],
  ])('refuses in %s: %s', (path, line) => {
    expect(untidiness(new Map([[path, line]]), machine)).toHaveLength(1);
  });

  it.each([
    ['docs/a.md', 'GET https://example.test/srv/codes and /src/index.ts'],
    ['src/a.ts', 'the registry of currencies; list.only(1)'],
  ])('lets pass in %s: %s', (path, line) => {
    expect(untidiness(new Map([[path, line]]), machine)).toEqual([]);
  });
});
