import type { CustomerMessageView } from '../../domain/message-view.ts';
import { statementFileName } from '../../domain/statement-document.ts';
import type { Speech } from '../i18n/speech.ts';
import { statementCsv } from '../portal/statement-csv.ts';
import type { MailFile } from './mail.ts';

/** The file that goes with a statement: the one that the portal offers, in the reader's language. */
export function statementFiles({ statement }: CustomerMessageView, { words }: Speech): readonly MailFile[] {
  if (statement === undefined || statement.isTooLong) return [];
  const csv = statementCsv(statement, words.portal.statement);
  return [
    {
      filename: statementFileName(statement, 'csv'),
      contentType: 'text/csv; charset=utf-8',
      content: new TextEncoder().encode(csv),
    },
  ];
}
