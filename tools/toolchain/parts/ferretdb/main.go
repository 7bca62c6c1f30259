// FerretDB on SQLite. Its own main package embeds a generated file that the module lacks; this one takes the same
// environment variables, of which it knows those below.
package main

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/FerretDB/FerretDB/internal/backends/sqlite"
	"github.com/FerretDB/FerretDB/internal/clientconn"
	"github.com/FerretDB/FerretDB/internal/clientconn/connmetrics"
	"github.com/FerretDB/FerretDB/internal/handler"
	"github.com/FerretDB/FerretDB/internal/util/logging"
	"github.com/FerretDB/FerretDB/internal/util/password"
	"github.com/FerretDB/FerretDB/internal/util/state"
)

var version = "0.0.0"

const (
	batchSize    = 100
	setupTimeout = 30 * time.Second
)

func main() {
	asked := flag.Bool("version", false, "print the version and exit")
	flag.Parse()
	if *asked {
		fmt.Println("version: v" + version)
		return
	}
	logging.Setup(&logging.NewHandlerOpts{Base: "console", Level: slog.LevelInfo}, "")
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := serve(ctx, slog.Default()); err != nil {
		slog.Error("FerretDB does not start", logging.Error(err))
		os.Exit(1)
	}
}

// serve answers until ctx is done. Logins are always by SCRAM, as the setup user's.
func serve(ctx context.Context, logger *slog.Logger) error {
	provider, err := withoutTelemetry()
	if err != nil {
		return err
	}
	backend, err := sqlite.NewBackend(&sqlite.NewBackendParams{
		URI:       setting("SQLITE_URL", "file:data/"),
		L:         logging.WithName(logger, "sqlite"),
		P:         provider,
		BatchSize: batchSize,
	})
	if err != nil {
		return err
	}
	defer backend.Close()
	address := setting("LISTEN_ADDR", "127.0.0.1:27017")
	metrics := connmetrics.NewListenerMetrics()
	handling, err := handler.New(&handler.NewOpts{
		Backend:       backend,
		TCPHost:       address,
		SetupDatabase: setting("SETUP_DATABASE", ""),
		SetupUsername: setting("SETUP_USERNAME", ""),
		SetupPassword: password.WrapPassword(setting("SETUP_PASSWORD", "")),
		SetupTimeout:  setupTimeout,
		L:             logging.WithName(logger, "sqlite"),
		ConnMetrics:   metrics.ConnMetrics,
		StateProvider: provider,
		EnableNewAuth: true,
		BatchSize:     batchSize,
	})
	if err != nil {
		return err
	}
	listener, err := clientconn.Listen(&clientconn.NewListenerOpts{TCP: address, Mode: clientconn.NormalMode, Metrics: metrics, Handler: handling, Logger: logger})
	if err != nil {
		return err
	}
	listener.Run(ctx)
	return nil
}

// withoutTelemetry keeps its state in memory and tells nobody that this server runs.
func withoutTelemetry() (*state.Provider, error) {
	provider, err := state.NewProvider("")
	if err != nil {
		return nil, err
	}
	return provider, provider.Update(func(s *state.State) {
		s.DisableTelemetry()
		s.TelemetryLocked = true
	})
}

func setting(name, otherwise string) string {
	if value, given := os.LookupEnv("FERRETDB_" + name); given {
		return value
	}
	return otherwise
}
