import { App } from "aws-cdk-lib/core";
import { InitStack } from "./stack";

const app = new App();
new InitStack(app, "Dev");
app.synth();
