import type { Flash } from '../components/flash.tsx';
import { Section } from '../components/prose.tsx';
import { STRIPE_WORDS } from './words/stripe.ts';

export type Answer = keyof typeof STRIPE_WORDS.answers;

/** The questions that arise on a page, each with its answer behind it. */
export const Answers = ({ of }: { readonly of: readonly Answer[] }) => (
  <Section title={STRIPE_WORDS.answersTitle}>
    {of.map((name) => (
      <details class="answer">
        <summary>{STRIPE_WORDS.answers[name].q}</summary>
        <p>{STRIPE_WORDS.answers[name].a}</p>
      </details>
    ))}
  </Section>
);

const SAID: Readonly<Record<string, string>> = STRIPE_WORDS.said;
/** What was not done as asked, or not yet. */
const WAITS: ReadonlySet<string> = new Set([
  'account_just_checked',
  'account_not_answered',
  'account_disconnecting',
]);

/** What the page before left, or why the last press was refused. */
export function flashOf(said: string | null, problem: string | null): Flash | null {
  if (problem !== null) return { tone: 'bad', text: problem };
  const text = said === null || !Object.hasOwn(SAID, said) ? undefined : SAID[said];
  return text === undefined ? null : { tone: WAITS.has(said ?? '') ? 'wait' : 'good', text };
}

/** An id to copy: selected as a whole by one click, without script. */
export const CopyableId = ({ id }: { readonly id: string }) => <code class="copy">{id}</code>;

export const STRIPE_STYLES = [
  '.answer{border-top:1px solid var(--line);padding:12px 0}',
  '.answer summary{cursor:pointer;font-weight:600}',
  '.answer p{margin-top:8px;max-width:42rem}',
  '.list .copy{white-space:nowrap}.copy{font:inherit;font-family:ui-monospace,monospace;font-size:.875rem;user-select:all;overflow-wrap:anywhere;',
  'border:1px solid var(--line);border-radius:6px;padding:2px 8px}',
  '.facts{display:grid;grid-template-columns:minmax(7rem,auto) minmax(0,1fr);gap:8px 24px;margin-top:16px}',
  '.facts dt{color:var(--soft)}',
  '.wanted{margin-top:8px;padding-inline-start:20px}',
  '.wanted li{padding:4px 0}',
  '.two{display:grid;grid-template-columns:repeat(auto-fit,minmax(17rem,1fr));gap:24px 40px;margin-top:8px}',
  '.two section{margin-top:16px}',
  '.two p{margin-top:8px}',
  '.steps{margin-top:16px;padding-inline-start:24px}',
  '.steps li{padding:8px 0}',
  '.steps li::marker{font-weight:600}',
  '.ways .list .small{white-space:normal}',
  '.ways .list td+td{min-width:8rem}',
  '.stand{margin-top:24px}',
  '.stand .said{margin-bottom:12px}',
  'section>p+p{margin-top:8px}',
  'section>.small{margin-top:8px}',
  '.row-actions+.small{margin-top:8px}',
  '.two+p{margin-top:24px}',
  '.confirm form>p,main>.lead~p{margin-top:12px}',
  '.row-actions{display:flex;flex-wrap:wrap;align-items:center;gap:12px 24px;margin-top:24px}',
  '@media (max-width:40em){.facts{grid-template-columns:minmax(0,1fr);gap:0}.facts dd{margin-bottom:12px}}',
].join('');
