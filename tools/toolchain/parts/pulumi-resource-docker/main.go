// The Docker resource plug-in: the Terraform provider of that name behind Pulumi's bridge.
package main

import (
	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfbridge"
	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfbridge/tokens"
	shim "github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfshim/sdk-v2"
	"github.com/terraform-providers/terraform-provider-docker/internal/provider"
)

var version = "0.0.0"

// An image built or pulled is a RemoteImage: the plain name belongs to an older resource of the SDK.
func token(module, name string) (string, error) {
	switch name {
	case "Image":
		name = "RemoteImage"
	case "Config":
		name = "ServiceConfig"
	}
	return tokens.MakeStandard("docker")(module, name)
}

// The SDK keeps the singular where the bridge would make a plural of a list's name.
func singular(name string) *tfbridge.SchemaInfo {
	return &tfbridge.SchemaInfo{Name: name}
}

func main() {
	info := tfbridge.ProviderInfo{
		P:            shim.NewProvider(provider.New(version)()),
		Name:         "docker",
		Version:      version,
		MetadataInfo: tfbridge.NewProviderMetadata([]byte("{}")),
		Config:       map[string]*tfbridge.SchemaInfo{"registry_auth": singular("registryAuth")},
		Resources: map[string]*tfbridge.ResourceInfo{
			"docker_container": {Fields: map[string]*tfbridge.SchemaInfo{
				"command":           singular("command"),
				"networks_advanced": singular("networksAdvanced"),
			}},
		},
	}
	info.MustComputeTokens(tokens.SingleModule("docker_", "index", token))
	tfbridge.Main("docker", version, info, []byte("{}"))
}
