// The Kubernetes resource plug-in. The provider's own main embeds a schema
// that its Go module does not ship; the engine needs the schema only to
// generate SDKs, so an empty one serves every deployment.
package main

import "github.com/pulumi/pulumi-kubernetes/provider/v4/pkg/provider"

var version = "0.0.0"

func main() {
	provider.Serve("kubernetes", version, []byte("{}"), []byte("{}"))
}
