package main

import (
	"context"
	"errors"

	"go.mongodb.org/mongo-driver/mongo"
	"go.mongodb.org/mongo-driver/mongo/options"
)

// ping asks a server of the same settings with MongoDB's own driver, logged in where they name a user.
func ping(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	client, err := connect(ctx, setting("SETUP_PASSWORD", ""))
	if err != nil {
		return err
	}
	err = client.Ping(ctx, nil)
	return errors.Join(err, client.Disconnect(ctx))
}

// connect logs in to the server of the same settings.
func connect(ctx context.Context, password string) (*mongo.Client, error) {
	to := options.Client().SetHosts([]string{listenAddress()}).SetDirect(true).SetServerSelectionTimeout(patience)
	if username := setting("SETUP_USERNAME", ""); username != "" {
		to.SetAuth(options.Credential{
			AuthSource:  setting("SETUP_DATABASE", ""),
			Username:    username,
			Password:    password,
			PasswordSet: true,
		})
	}
	return mongo.Connect(ctx, to)
}
