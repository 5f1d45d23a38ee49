plugins {
    alias(libs.plugins.android.application)
    alias(libs.plugins.compose.compiler)
}

/** The ABIs that the app is built for. */
val processors = listOf("arm64-v8a", "armeabi-v7a", "x86_64")

/** The version of the whole workspace, such as 0.1.0. */
val version: String = providers.fileContents(layout.projectDirectory.file("../../Cargo.toml")).asText.get()
    .let { checkNotNull(Regex("""(?m)^version = "(\d+\.\d+\.\d+)"""").find(it)).groupValues[1] }

/** The keystore that signs a release; without it, the APK is unsigned. */
val keystore: String? = providers.environmentVariable("AIKOTOBA_KEYSTORE").orNull

android {
    namespace = "app.aikotoba.android"
    compileSdk = libs.versions.compileSdk.get().toInt()
    ndkVersion = libs.versions.ndk.get()

    defaultConfig {
        applicationId = "app.aikotoba"
        minSdk = libs.versions.minSdk.get().toInt()
        targetSdk = libs.versions.targetSdk.get().toInt()
        // 0.1.0 is 100, 1.2.3 is 10203.
        versionCode = version.split(".").fold(0) { code, part -> code * 100 + part.toInt() }
        versionName = version
        testInstrumentationRunner = "androidx.test.runner.AndroidJUnitRunner"
        ndk { abiFilters += processors }
    }

    buildFeatures { compose = true }

    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_17
        targetCompatibility = JavaVersion.VERSION_17
    }

    sourceSets {
        getByName("main") {
            // The app's code is in four folders: Android, the screens, the generated bindings, the core.
            kotlin.directories += setOf("../ui/src/main/kotlin", "../bindings/src/main/kotlin")
            assets.directories += "../ui/src/main/resources"
        }
    }

    androidResources { localeFilters += listOf("ja", "en") }

    // Libraries stay uncompressed and page-aligned (16 KB), so that the system maps them from the APK.
    packaging { jniLibs.useLegacyPackaging = false }

    signingConfigs {
        if (keystore != null) {
            create("release") {
                storeFile = file(keystore)
                storePassword = providers.environmentVariable("AIKOTOBA_KEYSTORE_PASSWORD").get()
                keyAlias = providers.environmentVariable("AIKOTOBA_KEY_ALIAS").get()
                keyPassword = providers.environmentVariable("AIKOTOBA_KEY_PASSWORD").get()
            }
        }
    }

    buildTypes {
        release {
            signingConfig = signingConfigs.findByName("release")
            isMinifyEnabled = true
            isShrinkResources = true
            proguardFiles(getDefaultProguardFile("proguard-android-optimize.txt"), "proguard.pro")
        }
    }

    // No encrypted list of dependencies for an app store in the signed APK.
    dependenciesInfo {
        includeInApk = false
        includeInBundle = false
    }

    testOptions {
        unitTests {
            isIncludeAndroidResources = true
            all { test ->
                // Android 16's classes are compiled for Java 21. Robolectric needs access to Java's internals.
                test.javaLauncher = javaToolchains.launcherFor { languageVersion = JavaLanguageVersion.of(21) }
                test.jvmArgs("-Xmx2g", "--enable-native-access=ALL-UNNAMED")
                for (closed in listOf("java.io", "java.lang", "java.lang.reflect", "java.net", "java.util", "jdk.internal.access")) {
                    test.jvmArgs("--add-opens=java.base/$closed=ALL-UNNAMED")
                }
                // The core for this computer: cargo build --release --package aikotoba-uniffi --lib
                test.systemProperty("jna.library.path", rootDir.resolve("../target/release").path)
            }
        }
    }
}

dependencies {
    implementation(platform(libs.compose.bom))
    implementation(libs.compose.foundation)
    implementation(libs.compose.material3)
    implementation(libs.compose.ui)
    implementation(libs.activity.compose)
    implementation(libs.core.ktx)
    implementation(libs.lifecycle.runtime.compose)
    implementation(libs.coroutines.android)
    implementation(libs.jna) { artifact { type = "aar" } }

    testImplementation(libs.jna)
    testImplementation(libs.kotlin.test.junit)
    testImplementation(libs.robolectric)
    testImplementation(libs.androidx.test.core)
    testImplementation(libs.androidx.test.junit)
    testImplementation(platform(libs.compose.bom))
    testImplementation(libs.compose.ui.test.junit4)
    debugImplementation(libs.compose.ui.test.manifest)

    androidTestImplementation(libs.androidx.test.core)
    androidTestImplementation(libs.androidx.test.junit)
    androidTestImplementation(libs.androidx.test.runner)
    androidTestImplementation(platform(libs.compose.bom))
    androidTestImplementation(libs.compose.ui.test.junit4)
}

/** The core as a shared library for each processor, by cargo-ndk (`cargo install cargo-ndk`). */
abstract class CargoNdk @Inject constructor(private val processes: ExecOperations) : DefaultTask() {
    @get:Input
    abstract val abis: ListProperty<String>

    @get:Input
    abstract val platform: Property<Int>

    /** The NDK that the Android plugin uses too: from 28 on, it links for pages of 16 KB. */
    @get:Internal
    abstract val ndk: DirectoryProperty

    @get:Internal
    abstract val workspace: DirectoryProperty

    @get:OutputDirectory
    abstract val libraries: DirectoryProperty

    @TaskAction
    fun build() {
        processes.exec {
            workingDir = workspace.get().asFile
            environment("ANDROID_NDK_HOME", ndk.get().asFile.path)
            // The same library from every folder: file names in panic messages would tell where it was built.
            val home = System.getenv("CARGO_HOME") ?: "${System.getProperty("user.home")}/.cargo"
            environment(
                "RUSTFLAGS",
                "--remap-path-prefix=${workspace.get().asFile.canonicalPath}=/aikotoba --remap-path-prefix=$home=/cargo",
            )
            val targets = abis.get().flatMap { listOf("--target", it) }
            commandLine(
                listOf("cargo", "ndk") + targets + listOf("--platform", platform.get().toString()) +
                    listOf("--output-dir", libraries.get().asFile.path) +
                    // With one type of library, because cargo omits link-time optimisation where it also builds a Rust library.
                    listOf("rustc", "--locked", "--profile", "phone", "--package", "aikotoba-uniffi", "--lib", "--crate-type", "cdylib"),
            )
        }
    }
}

val cargoNdk = tasks.register<CargoNdk>("cargoNdk") {
    group = "build"
    description = "Builds the core for each processor."
    abis = processors
    platform = libs.versions.minSdk.get().toInt()
    ndk = androidComponents.sdkComponents.ndkDirectory
    workspace = layout.projectDirectory.dir("../..")
    // Cargo itself checks what has changed.
    outputs.upToDateWhen { false }
}

androidComponents {
    onVariants { variant ->
        variant.sources.jniLibs?.addGeneratedSourceDirectory(cargoNdk, CargoNdk::libraries)
    }
}
