"use strict";
// Plain ES5, so that an old Node.js says this line and not a syntax error.
var wanted = [20, 19];
var version = process.versions.node.split(".").map(Number);
if (version[0] < wanted[0] || (version[0] === wanted[0] && version[1] < wanted[1])) {
  console.error("moorage needs Node.js 20.19 or newer; this is " + process.versions.node + ". Get one from https://nodejs.org/en/download");
  process.exit(1);
}
