import type { Beginning as Steps } from '../../../domain/needs.ts';
import { Section } from '../../components/prose.tsx';
import { HOME_WORDS } from '../words/home.ts';

const words = HOME_WORDS.beginning;

const STEPS = [
  ['isConnected', '/stripe'],
  ['hasProfile', '/profile'],
  ['hasCustomer', '/customers'],
  ['hasInvoice', '/invoices/new'],
  ['hasPaid', '/invoices?view=open'],
] as const;

/** From nothing to the first paid invoice: what is done, and the one step that is next. */
export const Beginning = ({ steps, base }: { readonly steps: Steps; readonly base: string }) => {
  const next = STEPS.find(([step]) => !steps[step])?.[0];
  return (
    <Section title={words.title}>
      <ol class="steps">
        {STEPS.map(([step, path]) => {
          const [title, text] = words[step];
          const state = steps[step] ? 'done' : step === next ? 'next' : 'later';
          return (
            <li class={state}>
              <span class={`tag ${state === 'done' ? 'good' : state === 'next' ? 'wait' : ''}`}>
                {words[state]}
              </span>
              <div>
                {state === 'next' ? <a href={`${base}${path}`}>{title}</a> : title}
                <span class="block small">{text}</span>
              </div>
            </li>
          );
        })}
      </ol>
    </Section>
  );
};
