/** What XML 1.0 has no way to write (section 2.2): control characters but tab and line ends, and two that are no characters. */
const UNWRITABLE = /[^\P{Cc}\t\n\r\u007f-\u009f]|[\ufffe\uffff]/u;

/** Whether XML can hold a text. */
export const isWritable = (text: string): boolean => text.isWellFormed() && !UNWRITABLE.test(text);
