/** Something that the program asks for and that a preview without AWS cannot know or do. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}
