import { type Html, html, NOTHING } from '../html.ts';
import { isLongFigure } from './figure.ts';
import { ICONS } from './icons.ts';

/** How a payment went, wherever its payer is told. */
export type Outcome = 'succeeded' | 'processing' | 'failed' | 'open' | 'unknown' | 'returned';

type OutcomeCard = {
  readonly outcome: Outcome;
  readonly title: string;
  /** With its currency. */
  readonly amount: string;
  /** Such as *paid to Northwind Studio*. */
  readonly whom: string;
  readonly sentences: readonly string[];
  readonly facts: readonly Html[];
  /** What it was for, where that is more than a fact. */
  readonly list?: Html;
  readonly actions: readonly Html[];
};

/** What a payer sees of a payment: how it went, how much, to whom, and below it when, how and for what. */
export function outcomeCard(card: OutcomeCard, gap: string): Html {
  const text = card.sentences.join(gap);
  const actions = card.actions.filter((action) => action !== NOTHING);
  return html`
    ${sign(card.outcome)}
    <h1 class="title">${card.title}</h1>
    <p class="${isLongFigure(card.amount) ? 'amount long' : 'amount'}">${card.amount}</p>
    <p class="soft clamp">${card.whom}</p>
    ${text === '' ? NOTHING : html`<p class="lead">${text}</p>`}
    <dl class="facts">${card.facts}</dl>
    ${card.list ?? NOTHING}
    ${actions.length === 0 ? NOTHING : html`<p class="actions">${actions}</p>`}
  `;
}

export const outcomeFact = (label: string, value: string | Html): Html =>
  html`<div><dt>${label}</dt><dd dir="auto">${value}</dd></div>`;

function sign(outcome: Outcome): Html {
  switch (outcome) {
    case 'succeeded':
      return html`<span class="sign good">${ICONS.check}</span>`;
    case 'failed':
      return html`<span class="sign bad">${ICONS.cross}</span>`;
    case 'returned':
      return html`<span class="sign bad">${ICONS.back}</span>`;
    case 'processing':
    case 'open':
    case 'unknown':
      return html`<span class="sign wait">${ICONS.clock}</span>`;
    default:
      return outcome satisfies never;
  }
}
