package io.millrace.serving;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteDeviceList;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListCount;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListMemoryBytes;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListName;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SessionListDevices;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SetConfig;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.tensorflow.TensorFlow;
import org.tensorflow.internal.c_api.TF_DeviceList;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.proto.ConfigProto;

/**
 * Asks TensorFlow which devices a session has. TensorFlow Java 1.1.0 wraps no such call, so this is
 * its C interface.
 */
final class NativeDevices {

  private static final String DEVICE = "/device:";

  private NativeDevices() {}

  /**
   * @throws RuntimeException of TensorFlow's, if there is no session under this configuration
   */
  static List<Devices.Device> list(ConfigProto configuration) {
    TensorFlow.version(); // loads the native library
    String visible = configuration.getGpuOptions().getVisibleDeviceList();
    int firstGpu = visible.isEmpty() ? 0 : Integer.parseInt(visible);
    try (PointerScope scope = new PointerScope()) {
      TF_Status status = TF_Status.newStatus();
      TF_Session session = session(configuration, status);
      TF_DeviceList devices = TF_SessionListDevices(session, status);
      status.throwExceptionIfNotOK();
      try {
        return read(devices, status, firstGpu);
      } finally {
        TF_DeleteDeviceList(devices);
      }
    }
  }

  private static TF_Session session(ConfigProto configuration, TF_Status status) {
    TF_SessionOptions options = TF_SessionOptions.newSessionOptions();
    byte[] proto = configuration.toByteArray();
    TF_SetConfig(options, new BytePointer(proto), proto.length, status);
    status.throwExceptionIfNotOK();
    TF_Session session = TF_Session.newSession(TF_Graph.newGraph(), options, status);
    status.throwExceptionIfNotOK();
    return session;
  }

  private static List<Devices.Device> read(TF_DeviceList list, TF_Status status, int firstGpu) {
    List<Devices.Device> devices = new ArrayList<>();
    for (int i = 0; i < TF_DeviceListCount(list); i++) {
      String name = TF_DeviceListName(list, i, status).getString();
      long memory = TF_DeviceListMemoryBytes(list, i, status);
      status.throwExceptionIfNotOK();
      String[] kind = name.substring(name.indexOf(DEVICE) + DEVICE.length()).split(":", -1);
      int number = Integer.parseInt(kind[1]);
      if (kind[0].equals("CPU")) {
        devices.add(new Devices.Device("CPU", number, "", memory));
      } else if (kind[0].equals("GPU")) {
        devices.add(new Devices.Device("GPU", firstGpu + number, GpuModel.known(), memory));
      }
    }
    return devices;
  }
}
