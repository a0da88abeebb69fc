import type { PauseReason } from '../../../domain/connection.ts';
import { WORK_WORDS as words } from '../words/work.ts';

/** What the connection and the counts say of how it runs. Instants are written already. */
export type HealthFacts = {
  readonly connection: {
    readonly pauseReason: PauseReason | null;
    readonly heldSince: string | null;
    readonly eventsReadUntil: string | null;
    /** Nobody read them for so long that it matters. */
    readonly areEventsLate: boolean;
    readonly eventsFailure: string | null;
    readonly booksFailure: string | null;
    readonly accountFailure: string | null;
    readonly unknownObjects: number;
    readonly unexplained: number;
  } | null;
  readonly stopped: number;
};

export type HealthLine = {
  readonly tone: 'good' | 'wait' | 'bad';
  readonly text: string;
  /** Where it is mended. */
  readonly to: 'stripe' | 'books' | 'work' | null;
};

/** Health in sentences, what is worst first; where nothing is wrong, that. */
export function healthLines({ connection, stopped }: HealthFacts): readonly HealthLine[] {
  const lines: HealthLine[] = [];
  const say = (is: unknown, line: HealthLine): void => {
    if (is !== null && is !== false && is !== 0) lines.push(line);
  };
  if (connection === null) lines.push({ tone: 'wait', text: words.notConnected, to: 'stripe' });
  else {
    const { heldSince, pauseReason, eventsReadUntil, areEventsLate, unknownObjects, unexplained } =
      connection;
    say(heldSince, { tone: 'bad', text: words.held(heldSince ?? ''), to: 'stripe' });
    if (pauseReason !== null) lines.push({ tone: 'wait', text: words.paused[pauseReason], to: 'stripe' });
    say(connection.eventsFailure, {
      tone: 'bad',
      text: words.eventsFailure(connection.eventsFailure ?? ''),
      to: 'stripe',
    });
    say(areEventsLate, { tone: 'bad', text: words.eventsLate(eventsReadUntil ?? ''), to: null });
    say(connection.booksFailure, {
      tone: 'bad',
      text: words.booksFailure(connection.booksFailure ?? ''),
      to: 'stripe',
    });
    say(connection.accountFailure, {
      tone: 'wait',
      text: words.accountFailure(connection.accountFailure ?? ''),
      to: 'stripe',
    });
    say(unknownObjects, { tone: 'bad', text: words.unknownObjects(unknownObjects), to: 'work' });
    say(unexplained, { tone: 'wait', text: words.unexplained(unexplained), to: 'books' });
  }
  say(stopped, { tone: 'bad', text: words.stopped(stopped), to: 'work' });
  if (lines.length === 0) lines.push({ tone: 'good', text: words.healthy, to: null });
  if (connection !== null && !connection.areEventsLate) lines.push(readLine(connection.eventsReadUntil));
  return lines;
}

const readLine = (until: string | null): HealthLine =>
  until === null
    ? { tone: 'wait', text: words.eventsNeverRead, to: null }
    : { tone: 'good', text: words.eventsReadUntil(until), to: null };
