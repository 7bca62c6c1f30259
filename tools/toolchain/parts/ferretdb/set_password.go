package main

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"

	"github.com/FerretDB/FerretDB/internal/backends"
	"github.com/FerretDB/FerretDB/internal/clientconn/conninfo"
	"github.com/FerretDB/FerretDB/internal/handler/users"
	"github.com/FerretDB/FerretDB/internal/util/password"
)

// What users are kept in, whatever database they belong to.
const (
	logins   = "admin"
	accounts = "system.users"
)

// setPassword reads a user and a password as a JSON array of the two, and has that user of admin exist with that password.
// It works on the files, so that nobody has to log in.
func setPassword(ctx context.Context, input io.Reader) error {
	var login []string
	// The decoder's own error may quote what it read.
	if err := json.NewDecoder(input).Decode(&login); err != nil || len(login) != 2 || login[0] == "" || login[1] == "" {
		return errors.New("standard input is no JSON array of a user and a password")
	}
	provider, err := withoutTelemetry()
	if err != nil {
		return err
	}
	backend, err := openBackend(provider, slog.Default())
	if err != nil {
		return err
	}
	defer backend.Close()
	info := conninfo.New()
	info.SetBypassBackendAuth()
	ctx = conninfo.Ctx(ctx, info)
	database, err := backend.Database(logins)
	if err != nil {
		return err
	}
	collection, err := database.Collection(accounts)
	if err != nil {
		return err
	}
	// Interrupted between the two it is made good by the next call.
	if _, err = collection.DeleteAll(ctx, &backends.DeleteAllParams{IDs: []any{logins + "." + login[0]}}); err != nil {
		return err
	}
	return users.CreateUser(ctx, backend, &users.CreateUserParams{
		Database: logins,
		Username: login[0],
		Password: password.WrapPassword(login[1]),
	})
}
