package main

import (
	"context"
	"errors"
	"net/url"

	"go.mongodb.org/mongo-driver/mongo"
	"go.mongodb.org/mongo-driver/mongo/options"
)

// ping logs in with MongoDB's own driver to a server of the same settings.
func ping(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	server := url.URL{
		Scheme: "mongodb",
		User:   url.UserPassword(setting("SETUP_USERNAME", ""), setting("SETUP_PASSWORD", "")),
		Host:   listenAddress(),
		Path:   setting("SETUP_DATABASE", ""),
	}
	client, err := mongo.Connect(ctx, options.Client().ApplyURI(server.String()))
	if err != nil {
		return err
	}
	err = client.Ping(ctx, nil)
	return errors.Join(err, client.Disconnect(ctx))
}
