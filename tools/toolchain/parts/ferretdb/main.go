// FerretDB on SQLite. Its own main package wants a generated file that the module lacks; this one takes the same
// environment variables and arguments, of which it knows only those below.
package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/FerretDB/FerretDB/internal/backends"
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
	batchSize = 100
	patience  = 30 * time.Second
)

func main() {
	logging.Setup(&logging.NewHandlerOpts{Base: "console", Level: slog.LevelInfo}, "")
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		slog.Error("FerretDB failed", logging.Error(err))
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	switch {
	case len(args) == 0:
		return serve(ctx, slog.Default())
	case len(args) == 1 && args[0] == "ping":
		return ping(ctx)
	case len(args) == 1 && args[0] == "set-password":
		return setPassword(ctx, os.Stdin)
	case len(args) == 3 && args[0] == "dump":
		return dump(ctx, os.Stdin, args[1], args[2])
	case len(args) == 1 && args[0] == "--version":
		fmt.Println("version: v" + version)
		return nil
	}
	return fmt.Errorf("unknown arguments %q: there are ping, set-password, dump DATABASE FILE and --version", args)
}

// serve answers until ctx is done. Logins are by SCRAM, and the setup user is made at the first start.
func serve(ctx context.Context, logger *slog.Logger) error {
	provider, err := withoutTelemetry()
	if err != nil {
		return err
	}
	backend, err := openBackend(provider, logger)
	if err != nil {
		return err
	}
	defer backend.Close()
	metrics := connmetrics.NewListenerMetrics()
	commands, err := handler.New(&handler.NewOpts{
		Backend:       backend,
		TCPHost:       listenAddress(),
		SetupDatabase: setting("SETUP_DATABASE", ""),
		SetupUsername: setting("SETUP_USERNAME", ""),
		SetupPassword: password.WrapPassword(setting("SETUP_PASSWORD", "")),
		SetupTimeout:  patience,
		L:             logging.WithName(logger, "handler"),
		ConnMetrics:   metrics.ConnMetrics,
		StateProvider: provider,
		EnableNewAuth: true,
		BatchSize:     batchSize,
	})
	if err != nil {
		return err
	}
	listener, err := clientconn.Listen(&clientconn.NewListenerOpts{
		TCP:     listenAddress(),
		Mode:    clientconn.NormalMode,
		Metrics: metrics,
		Handler: commands,
		Logger:  logger,
	})
	if err != nil {
		return err
	}
	listener.Run(ctx)
	return nil
}

func openBackend(provider *state.Provider, logger *slog.Logger) (backends.Backend, error) {
	return sqlite.NewBackend(&sqlite.NewBackendParams{
		URI:       setting("SQLITE_URL", "file:data/"),
		L:         logging.WithName(logger, "sqlite"),
		P:         provider,
		BatchSize: batchSize,
	})
}

// withoutTelemetry keeps the server's state in memory and reports it to nobody.
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

func listenAddress() string {
	return setting("LISTEN_ADDR", "127.0.0.1:27017")
}

func setting(name, otherwise string) string {
	if value, given := os.LookupEnv("FERRETDB_" + name); given {
		return value
	}
	return otherwise
}
