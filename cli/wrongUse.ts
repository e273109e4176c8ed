/** The command was used wrongly. The message says in one line what and the way out; it ends with exit code 2. */
export class WrongUse extends Error {
  override readonly name = "WrongUse";
}
