import type { ts } from '@ts-morph/common';
import { short } from '../mutant.ts';
import type { Change } from './change.ts';

/** An operand of SQL as it stands in a template: a column, a number, a text, or what is put in. */
const OPERAND = String.raw`(?:\$\{[^{}]*\}|[\w.]+(?:\([\w.,* ]*\))?|'[^']*'|\?\d*)`;
const COMPARISON = new RegExp(
  String.raw`${OPERAND}\s*(?:=|<>|!=|<=|>=|<|>)\s*${OPERAND}|${OPERAND}\s+IS\s+(?:NOT\s+)?NULL`,
  'gi',
);
/** Only what is a condition: after WHERE, AND, OR, ON, or an opening parenthesis of a condition. */
const BEFORE = /(?:\b(?:WHERE|AND|OR|ON|WHEN|NOT|FILTER\s*\(\s*WHERE)\s*|\(\s*)$/i;

const WORDS = new Map([
  ['=', '<>'],
  ['<>', '='],
  ['!=', '='],
  ['<', '<='],
  ['<=', '<'],
  ['>', '>='],
  ['>=', '>'],
]);

/** A query's text without each of its conditions, with other comparisons, and with other statuses. */
export function sqlChanges(node: ts.TaggedTemplateExpression): readonly Change[] {
  if (!/^sql\b/.test(node.tag.getText())) return [];
  const whole = node.getText();
  const offset = node.template.getStart() - node.getStart();
  const text = whole.slice(offset);
  const put = (from: number, to: number, code: string) =>
    `${whole.slice(0, offset)}${text.slice(0, from)}${code}${text.slice(to)}`;
  const changes: Change[] = [];
  for (const { 0: found, index } of text.matchAll(COMPARISON)) {
    const alone = text.slice(0, index) === '`';
    if (!alone && !BEFORE.test(text.slice(0, index))) continue;
    const without = put(index, index + found.length, '1 = 1');
    changes.push({ node, code: without, operator: 'condition', change: `without ${short(found)}` });
    const sign = /\s(=|<>|!=|<=|>=|<|>)\s/.exec(found);
    const other = WORDS.get(sign?.[1] ?? '');
    if (!sign || other === undefined) continue;
    const at = index + sign.index;
    const code = put(at, at + sign[0].length, ` ${other} `);
    changes.push({ node, code, operator: 'comparison', change: `${other} for ${sign[1]}: ${short(found)}` });
  }
  for (const { 0: found, index } of text.matchAll(/'[a-z_]+'/g)) {
    // A path of JSON or a word within what is put in is no status.
    if (/\$\{[^}]*$/.test(text.slice(0, index))) continue;
    const code = put(index, index + found.length, "'other'");
    changes.push({ node, code, operator: 'text', change: `'other' for ${found} in SQL` });
  }
  return changes;
}
